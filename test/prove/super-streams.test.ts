import assert from 'node:assert/strict';
import fc from 'fast-check';
import { certain } from '#warren/prove/claims/certain.js';
import { givenBy } from '#warren/access/given.js';
import { possible } from '#warren/prove/possible/possible.js';
import { PERMISSIONS } from '#warren/rabbitmq/scope.js';
import { globMatches, matches, permits, texts } from './model.js';
import { contextWith, operation, patterns, scope, sourced, textOf, wordsOf } from './samples.js';

const names = texts(['a', '-'], 5).filter((name) => name !== '');

const scopes = fc.array(
  fc
    .tuple(
      fc.constantFrom(...PERMISSIONS),
      fc.oneof(patterns('a', '-'), fc.constantFrom('a', 'a-*')),
    )
    .map(([permission, name]) => scope(permission, 'v', name)),
  { maxLength: 6 },
);

const said = fc.record({
  word: fc.constantFrom('publish', 'consume', 'declare', 'delete'),
  name: fc.oneof(fc.constant('a'), patterns('a', '-')),
});

/** What each engine says of the exchange: nobody checks it, all releases do, or only some. */
const ENGINES = { '4.0.5': 'never', '4.3.6': 'always', '4.3': 'sometimes' } as const;
const engines = fc.constantFrom('4.0.5', '4.3.6', '4.3' as const);

type Reading = 'all that is needed' | 'the least that is enough';

/** Whether scopes permit an operation on a super stream with one partition. */
function allows(
  broker: readonly string[],
  word: string,
  checked: boolean,
  reading: Reading,
  [superStream, partition]: readonly [string, string],
): boolean {
  const has = (permission: string, name: string): boolean => permits(broker, permission, 'v', name);
  const either = (name: string): boolean => has('read', name) || has('write', name);
  switch (word) {
    case 'publish':
      return (
        has('write', partition) &&
        (!checked ||
          (reading === 'all that is needed' ? has('write', superStream) : either(superStream)))
      );
    case 'consume':
      return has('read', partition) && (!checked || either(superStream));
    default:
      return (
        has('configure', superStream) &&
        has('configure', partition) &&
        has('read', superStream) &&
        has('write', partition)
      );
  }
}

describe('super streams', () => {
  it('are certain only where the broker permits every one with all partitions', () => {
    fc.assert(
      fc.property(scopes, said, engines, (from, { word, name }, engine) => {
        const given = sourced(from);
        const right = operation({ word, kind: 'super-stream', vhost: 'v', name, engine });
        const answer = certain(right, givenBy(given), contextWith([]));
        const broker = wordsOf(given);
        const checked = ENGINES[engine] !== 'never';
        if (answer.kind === 'yes') {
          const own = names.filter((one) => matches(name, one));
          for (const one of own)
            for (const other of names.filter((text) => text.startsWith(`${one}-`)))
              assert(allows(broker, word, checked, 'all that is needed', [one, other]));
        }
        if (answer.kind !== 'no' || answer.refusal?.check === undefined) return;
        const { check, name: refused } = answer.refusal;
        for (const permission of [check.permission, ...(check.or === undefined ? [] : [check.or])])
          assert(!permits(broker, permission, 'v', textOf(refused)));
        const pattern = check.on === 'partitions' ? `${name}-*` : name;
        assert(matches(pattern, textOf(refused)));
      }),
      { numRuns: 400 },
    );
  });

  it('are possible exactly where the broker permits one with one of its partitions', () => {
    fc.assert(
      fc.property(scopes, said, engines, (from, { word, name }, engine) => {
        const given = sourced(from);
        const right = operation({ word, kind: 'super-stream', vhost: 'v', name, engine });
        const answer = possible(right, givenBy(given), contextWith([]));
        const broker = wordsOf(given);
        const checked = ENGINES[engine] === 'always';
        const least = 'the least that is enough';
        assert.notEqual(answer.kind, 'too-complex');
        if (answer.kind === 'yes') {
          const { example } = answer.permitted;
          const pair = [textOf(example.name), textOf(example.partitions)] as const;
          assert(globMatches(name, pair[0]) && pair[1].startsWith(`${pair[0]}-`), pair.join(' '));
          assert(allows(broker, word, checked, least, pair));
        } else
          for (const one of names.filter((text) => globMatches(name, text)))
            for (const other of names.filter((text) => text.startsWith(`${one}-`)))
              assert(!allows(broker, word, checked, least, [one, other]), `${one} ${other}`);
      }),
      { numRuns: 400 },
    );
  });
});
