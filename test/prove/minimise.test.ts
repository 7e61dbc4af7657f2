import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Grant } from '#warren/policy/policy.js';
import { minimise } from '#warren/access/minimise.js';
import type { SourcedScope } from '#warren/access/sourced-scope.js';
import { compareScopes, PERMISSIONS, type Scope } from '#warren/rabbitmq/scope.js';
import { access, permits, permitsKey, texts } from './model.js';
import { nowhere, scope, scopes, sourced, wordsOf } from './samples.js';

const vhosts = texts(['v'], 3);
const names = texts(['a', 'b'], 4);
const keys = texts(['k'], 4);

/** Everything that words give in a small world, as one text. */
function accessText(words: readonly string[]): string {
  const lines = vhosts.filter((vhost) => access(words, vhost)).map((vhost) => `enter ${vhost}`);
  for (const permission of PERMISSIONS)
    for (const vhost of vhosts)
      for (const name of names) {
        if (!permits(words, permission, vhost, name)) continue;
        const held = keys.filter((key) => permitsKey(words, permission, vhost, name, key));
        lines.push(`${permission} ${vhost}/${name}: ${held.join()}`);
      }
  return lines.join('\n');
}

function grantOf(name: string): Grant {
  const right = { type: 'tag', tag: 'management', place: nowhere, calls: [] } as const;
  const arn = {
    kind: 'role-arn',
    text: name,
    partition: 'aws',
    account: '000000000000',
    path: '/',
    name,
  } as const;
  return { role: { name, arn, place: nowhere }, right };
}

/** Scopes of which each comes from a grant of its own, and the grants that each kept one has. */
function kept(from: readonly Scope[]): string[] {
  const given = from.map((one, at): SourcedScope => ({
    scope: one,
    grants: [grantOf(String(at))],
  }));
  const left = minimise(given);
  return wordsOf(left).map((word, at) => {
    const grants = left[at]?.grants ?? [];
    return `${word} from ${grants
      .map(({ role }) => role.name)
      .sort()
      .join()}`;
  });
}

describe('minimise', () => {
  const cases: readonly (readonly [string, readonly Scope[], readonly string[]])[] = [
    ['nothing', [], []],
    [
      'equal scopes become one',
      [scope('read', 'v', 'a'), scope('read', 'v', 'a')],
      ['read:v/a from 0,1'],
    ],
    [
      'the narrower goes',
      [scope('read', 'v', 'a*'), scope('read', 'v', 'ab')],
      ['read:v/a* from 0,1'],
    ],
    [
      'another permission covers nothing',
      [scope('read', 'v', 'a*'), scope('write', 'v', 'ab')],
      ['write:v/ab from 1', 'read:v/a* from 0'],
    ],
    [
      'access comes with every right',
      [scope('read', 'v', ''), scope('write', '*', 'x')],
      ['write:*/x from 0,1'],
    ],
    [
      'access alone stays',
      [scope('read', 'w', ''), scope('write', 'v', 'x')],
      ['write:v/x from 1', 'read:w/ from 0'],
    ],
    [
      'keys bring the permission on the name',
      [scope('write', 'v', 'x'), scope('write', 'v', 'x', 'k')],
      ['write:v/x/k from 0,1'],
    ],
    [
      'a scope with keys is not covered by one without',
      [scope('write', 'v', '*'), scope('write', 'v', 'x', 'k')],
      ['write:v/x/k from 1', 'write:v/* from 0'],
    ],
    [
      'two together cover a third',
      [scope('read', 'v*', 'a'), scope('read', 'v', 'a*'), scope('read', 'v**', 'a*')],
      ['read:v/a* from 0,1', 'read:v**/a* from 0,2'],
    ],
    [
      'the matcher never goes back, so neither covers the other',
      [scope('read', 'v', '*ab'), scope('read', 'v', '*a*b')],
      ['read:v/*ab from 0', 'read:v/*a*b from 1'],
    ],
    [
      'tags stay, each once',
      [
        { kind: 'tag', tag: 'monitoring' },
        scope('read', 'v', 'a'),
        { kind: 'tag', tag: 'monitoring' },
      ],
      ['tag:monitoring from 0,2', 'read:v/a from 1'],
    ],
    [
      'what a covered scope covers passes on',
      [scope('read', 'v', 'abc'), scope('read', 'v', 'ab*'), scope('read', 'v', 'a*')],
      ['read:v/a* from 0,1,2'],
    ],
  ];
  for (const [title, from, expected] of cases)
    it(title, () => {
      assert.deepEqual(kept(from), expected);
    });

  it('keeps every access as it is, and finds nothing more to leave out', () => {
    fc.assert(
      fc.property(scopes, (from) => {
        const left = minimise(sourced(from));
        assert.equal(accessText(wordsOf(left)), accessText(wordsOf(sourced(from))));
        assert.deepEqual(wordsOf(minimise(left)), wordsOf(left));
        assert.deepEqual(
          wordsOf(left),
          wordsOf(left.toSorted((a, b) => compareScopes(a.scope, b.scope))),
        );
      }),
      { numRuns: 100 },
    );
  });
});
