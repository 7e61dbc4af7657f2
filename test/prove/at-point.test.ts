import assert from 'node:assert/strict';
import fc from 'fast-check';
import { givenBy } from '#warren/access/given.js';
import { possibleAtPoint } from '#warren/prove/possible/at-point.js';
import type { Possibility } from '#warren/prove/possible/permitted.js';
import { asking } from '#warren/prove/possible/possible.js';
import { contextWith, operation, scopes, sourced, type Declared } from './samples.js';

const names = fc.constantFrom(
  'a',
  'b',
  'ab',
  'amq.topic',
  'amq.fanout',
  'amq.default',
  'amq.gen-a',
);

const said = fc.oneof(
  fc.record({ word: fc.constant('publish'), kind: fc.constant('exchange' as const), name: names }),
  fc.record({ word: fc.constant('consume'), kind: fc.constant('queue' as const), name: names }),
  fc.record({
    word: fc.constantFrom('declare', 'delete'),
    kind: fc.constantFrom('queue' as const, 'exchange' as const),
    name: names,
  }),
  fc.record({
    word: fc.constantFrom('bind', 'unbind'),
    kind: fc.constantFrom('queue' as const, 'exchange' as const),
    name: names,
    other: names,
  }),
);

const declared: fc.Arbitrary<Declared> = fc.array(
  fc.tuple(
    fc.constantFrom('a', 'b', 'a*', '*', 'amq.topic'),
    fc.constantFrom('topic', 'fanout', undefined),
    fc.constantFrom('v', 'v*', '*', 'w'),
  ),
  { maxLength: 4 },
);

/** What is told of an answer: a search knows of each way where it passes, too. */
function plain(answer: Possibility): unknown {
  if (answer.kind !== 'yes') return answer.kind;
  const { example, by, throughHeaders } = answer.permitted;
  const texts = Object.entries(example).map(([part, name]) => [part, name.binary]);
  return {
    texts: texts.sort(),
    by: by.map(({ check, reach }) => [check, reach.from]),
    throughHeaders,
  };
}

describe('what is possible on concrete names in one vhost', () => {
  it('is what is told by regions, to the example and the scopes', () => {
    let answered = 0;
    fc.assert(
      fc.property(scopes, said, declared, fc.boolean(), (held, about, exchanges, old) => {
        const engine = old ? '3.13' : '4.3';
        const given = givenBy(sourced(held));
        const context = contextWith(exchanges, old ? [{ line: '3.13', patch: 0 }] : []);
        const right = operation({ ...about, vhost: 'v', engine });
        const quick = possibleAtPoint(right, given, context);
        if (quick === undefined) return;
        answered += 1;
        assert.deepEqual(plain(quick), plain(asking(right, context)(given)));
      }),
      { numRuns: 2_000 },
    );
    assert.ok(answered > 500, `${answered} answered`);
  });
});
