import assert from 'node:assert/strict';
import { diffJson } from '#warren/cli/diff-json.js';
import { filesOnDisk } from '#warren/program/diff/files.js';
import { pairBrokers } from '#warren/program/diff/pair.js';
import { readSide } from '#warren/program/diff/read-side.js';
import { readSides } from '#warren/program/diff/read-sides.js';
import type { ReadSide } from '#warren/program/diff/side.js';
import { diffAccess } from '#warren/prove/diff/diff.js';
import { toJson } from '#warren/report/json.js';
import { inFolder, type Tree } from '../../source/temporary.js';

const BROKER = `broker b {
  engine  rabbitmq 4.3
  account 111122223333
}
profile reader(queue-name) {
  consume queue \${queue-name}
}
`;

/** Three roles of one vhost, each in a file. */
const POLICY: Readonly<Record<string, string>> = {
  'brokers.warren': BROKER,
  'one.warren': `role one = arn:aws:iam::\${account}:role/one
vhost v {
  queue one.*
  allow one { reader(one.*) }
}
`,
  'two.warren': `role two = arn:aws:iam::\${account}:role/two
vhost v {
  exchange two topic
  exchange plain fanout
  allow two {
    publish exchange two key a.*
    reader(one.a)
    publish exchange plain
  }
}
`,
  'three.warren': `role three = arn:aws:iam::\${account}:role/three
vhost v {
  topology "definitions.json"
  allow three { consume queue listed }
}
allow three { tag monitoring }
`,
  'definitions.json': '{ "queues": [{ "name": "listed", "vhost": "v" }] }',
};

/** A policy beside the one above: files that say something else, are called something else, or are not there. */
type Changes = Readonly<Record<string, string | undefined>>;

type Outcome = 'the same' | 'changes' | 'errors';

const CASES: readonly (readonly [what: string, changes: Changes, outcome: Outcome])[] = [
  ['the same', {}, 'the same'],
  [
    'a phrase less',
    { 'two.warren': POLICY['two.warren']?.replace('reader(one.a)', '') },
    'changes',
  ],
  ['another key', { 'two.warren': POLICY['two.warren']?.replace('a.*', '*') }, 'changes'],
  [
    'a profile that gives more',
    { 'brokers.warren': BROKER.replace('consume', 'declare, consume') },
    'changes',
  ],
  [
    'another account',
    { 'brokers.warren': BROKER.replace('111122223333', '444455556666') },
    'changes',
  ],
  [
    'a role less',
    { 'one.warren': POLICY['one.warren']?.replace(/^role .*$/m, ''), 'two.warren': '' },
    'errors',
  ],
  ['a declaration less, which others name', { 'one.warren': '' }, 'errors'],
  ['what is declared twice', { 'again.warren': POLICY['one.warren'] }, 'errors'],
  [
    'two files that say the same and nothing',
    { 'x.warren': '# nothing\n', 'y.warren': '# nothing\n' },
    'the same',
  ],
  [
    'a file that is called otherwise',
    { 'one.warren': undefined, 'uno.warren': POLICY['one.warren'] },
    'the same',
  ],
  [
    'another exchange type in a vhost that others publish in',
    { 'four.warren': 'vhost v* {\n  exchange plain topic\n}\n' },
    'changes',
  ],
  [
    'a topology that lists more',
    { 'definitions.json': '{ "queues": [{ "name": "more" }] }' },
    'errors',
  ],
  ['a topology that is not there', { 'definitions.json': undefined }, 'errors'],
  [
    'a line that cannot be read',
    { 'two.warren': 'role two = \nvhost v {\n  queue\n}\n' },
    'errors',
  ],
];

function treeOf(changes: Changes): Tree {
  const now = { ...POLICY, ...changes };
  const files = (prefix: string, of: Changes): (readonly [string, string])[] =>
    Object.entries(of).flatMap(([name, text]) =>
      text === undefined ? [] : [[`${prefix}/${name}`, text] as const],
    );
  return Object.fromEntries([...files('old', POLICY), ...files('new', now)]);
}

/** What is told of two sides: the comparison, or the first that is none. */
function told(old: ReadSide, now: ReadSide): string {
  for (const side of [old, now])
    if (side.kind !== 'read')
      return side.kind === 'unable'
        ? side.reasons.join('\n')
        : JSON.stringify(side.diagnostics.map(toJson));
  if (old.kind !== 'read' || now.kind !== 'read') return '';
  const paired = pairBrokers(old.side, now.side, undefined);
  return paired.ok
    ? diffJson({
        diffs: diffAccess(paired.pair.old, paired.pair.now),
        outside: [],
        unread: [],
        settings: [],
        notes: [],
      })
    : paired.reason;
}

function outcomeOf(text: string): Outcome {
  if (text.startsWith('[')) return 'errors';
  return text.includes('"same": true') ? 'the same' : 'changes';
}

describe('reading both sides of a comparison', () => {
  for (const [what, changes, outcome] of CASES)
    for (const [first, second] of [
      ['old', 'new'],
      ['new', 'old'],
    ] as const)
      it(`comes to what reading each by itself does, from ${first} to ${second}: ${what}`, () => {
        inFolder(treeOf(changes), (folder) => {
          const files = filesOnDisk(folder);
          const apart = told(readSide(first, files), readSide(second, files));
          const sides = readSides({ path: first, files }, { path: second, files });
          const together = sides.ok
            ? told({ kind: 'read', side: sides.old }, { kind: 'read', side: sides.now })
            : told(sides.why, sides.why);
          assert.equal(together, apart);
          assert.equal(outcomeOf(apart), outcome, apart);
        });
      });
});
