import assert from 'node:assert/strict';
import fc from 'fast-check';
import { grantedRoles } from '#warren/access/granted.js';
import { Reporter } from '#warren/diagnostics/reporter.js';
import { resolvePolicy } from '#warren/policy/resolve.js';
import { spillOf } from '#warren/prove/spill/spill.js';
import { readRelated } from '#warren/source/read-related.js';
import { Source } from '#warren/source/source.js';
import { parsePolicy } from '#warren/syntax/parse.js';
import { spills, textOf, type Declared, type Others, type Phrase } from './spill-model.js';

const WORLD: readonly Declared[] = [
  { kind: 'exchange', name: 'e', type: 'topic' },
  { kind: 'exchange', name: 'g', type: 'topic' },
  { kind: 'exchange', name: 'f', type: 'fanout' },
  { kind: 'exchange', name: 'n', type: 'fanout' },
  { kind: 'exchange', name: 'n.x', type: 'fanout' },
  { kind: 'queue', name: 'q', deadLetter: 'f' },
  { kind: 'queue', name: 'r' },
  { kind: 'queue', name: 'n' },
  { kind: 'queue', name: 'n.q', deadLetter: 'g' },
];
const declared = WORLD.map(
  ({ kind, name, type, deadLetter }) =>
    `${kind} ${name}${type === undefined ? '' : ` ${type}`}${deadLetter === undefined ? '' : ` dead-letter ${deadLetter}`}`,
).join('\n');

const namesOf = (kind: Declared['kind']): readonly string[] =>
  WORLD.filter((one) => one.kind === kind).map(({ name }) => name);
const wild = ['n*', 'n.*'];

/** What the product finds for role `a`, without keys. */
function found(phrases: readonly Phrase[], { read, written }: Others): ReadonlySet<string> {
  const text = `role a = arn:aws:iam::111122223333:role/a
role b = arn:aws:iam::111122223333:role/b
vhost v {
  ${declared}
  allow a { ${phrases.map(textOf).join('\n')} }
  ${read.length === 0 ? '' : `allow b { consume queue ${read.join(', ')} }`}
  ${written.length === 0 ? '' : `allow b { publish exchange ${written.join(', ')} }`}
}`;
  const reporter = new Reporter();
  const files = [parsePolicy(new Source('test.warren', text), reporter)];
  const operations = new Set<string>();
  for (const policy of resolvePolicy(files, readRelated, reporter))
    for (const [role, spilling] of spillOf(policy, grantedRoles(policy)))
      if (role.name === 'a')
        for (const { phrase } of spilling) operations.add(phrase.replace(/ key .*$/, ''));
  assert.deepEqual(
    reporter.diagnostics.filter(({ severity }) => severity === 'error').map(String),
    [],
    text,
  );
  return operations;
}

/** Phrases, with and without wildcards. */
function phrases(exact: boolean): fc.Arbitrary<readonly Phrase[]> {
  const some = (kind: Declared['kind']): fc.Arbitrary<string> =>
    fc.constantFrom(...namesOf(kind), ...(exact ? [] : wild));
  const topic = fc.constantFrom('e', 'g');
  const others = fc.constantFrom('f', 'n', 'n.x', ...(exact ? [] : wild));
  const key = fc.constantFrom('k', 'k.x', 'l', ...(exact ? [] : ['k*', '*']));
  const thing = fc.constantFrom<Declared['kind']>('queue', 'queue', 'exchange');
  const bound = (kind: Declared['kind']): fc.Arbitrary<Phrase> =>
    fc.oneof(
      fc.record<Phrase>({
        verb: fc.constant('bind'),
        kind: fc.constant(kind),
        name: some(kind),
        other: topic,
        key,
      }),
      fc.record<Phrase>({
        verb: fc.constant('bind'),
        kind: fc.constant(kind),
        name: some(kind),
        other: others,
      }),
    );
  const phrase = fc.oneof(
    fc.record<Phrase>({
      verb: fc.constant('publish'),
      kind: fc.constant('exchange'),
      name: topic,
      key,
    }),
    fc.record<Phrase>({
      verb: fc.constant('publish'),
      kind: fc.constant('exchange'),
      name: fc.oneof(others, fc.constant('amq.default')),
    }),
    fc.record<Phrase>({
      verb: fc.constant('consume'),
      kind: fc.constant('queue'),
      name: some('queue'),
    }),
    thing.chain(bound),
    thing.chain((kind) =>
      fc.record<Phrase>({
        verb: fc.constant('declare'),
        kind: fc.constant(kind),
        name: some(kind),
      }),
    ),
    fc.record<Phrase>({
      verb: fc.constant('declare'),
      kind: fc.constant('queue'),
      name: some('queue'),
      other: fc.constantFrom('f', 'e', 'n'),
    }),
  );
  return fc.array(phrase, { minLength: 1, maxLength: 7 });
}

const anyOthers = fc.record<Others>({
  read: fc.subarray(['q', 'r', 'n', 'n.q']),
  written: fc.oneof(fc.constant([]), fc.subarray([...namesOf('exchange')])),
});
const sorted = (set: ReadonlySet<string>): readonly string[] => [...set].toSorted();

describe('spill, beside a model that moves messages one by one', () => {
  it('is found exactly where names are literal', () => {
    fc.assert(
      fc.property(phrases(true), anyOthers, (some, others) => {
        assert.deepEqual(sorted(found(some, others)), sorted(spills(some, WORLD, others)));
      }),
      { numRuns: 250 },
    );
  });

  it('is never overlooked where they are not', () => {
    let silent = 0;
    let same = 0;
    let all = 0;
    fc.assert(
      fc.property(phrases(false), anyOthers, (some, others) => {
        const [ours, theirs] = [found(some, others), spills(some, WORLD, others)];
        for (const operation of theirs)
          assert(ours.has(operation), `${operation} is missing: ${sorted(ours).join('; ')}`);
        all += 1;
        if (theirs.size === 0 && ours.size === 0) silent += 1;
        if (sorted(ours).join() === sorted(theirs).join()) same += 1;
      }),
      { numRuns: 250 },
    );
    assert(silent > 0);
    assert(same * 10 > all * 8, `${same} of ${all} are told exactly`);
  });
});
