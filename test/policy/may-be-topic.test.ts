import assert from 'node:assert/strict';
import { Pattern, WILDCARD } from '#warren/pattern/pattern.js';
import { Resources, mayBeTopic } from '#warren/policy/resources.js';
import type { Resource } from '#warren/policy/resources.js';
import { Source } from '#warren/source/source.js';

const place = { source: new Source('a.warren', ''), range: { start: 0, end: 0 } };
const other = undefined;

function exchange(name: string, exchangeType: string | undefined): Resource {
  return { kind: 'exchange', pattern: Pattern.literal(name), exchangeType, other, place };
}

const FANOUT = exchange('a.fanout', 'fanout');
const QUEUE: Resource = { ...exchange('a.queue', undefined), kind: 'queue' };

const CASES: readonly [title: string, pattern: Pattern, declared: Resource[], may: boolean][] = [
  ['a built-in one that is not', Pattern.literal('amq.fanout'), [], false],
  ['a built-in one that is', Pattern.literal('amq.topic'), [], true],
  ['an undeclared one', Pattern.literal('a'), [], true],
  [
    'a built-in one or undeclared ones',
    Pattern.fromParts(['a', WILDCARD, 'f', WILDCARD]),
    [],
    true,
  ],
  ['the same beside a queue', Pattern.fromParts(['a', WILDCARD, 'f', WILDCARD]), [QUEUE], true],
  ['only declared ones', Pattern.fromParts(['a', WILDCARD, 'f', WILDCARD]), [FANOUT], false],
  ['one of unknown type', Pattern.literal('a.b'), [FANOUT, exchange('a.b', undefined)], true],
];

describe('whether exchanges may be of type topic', () => {
  for (const [title, pattern, declared, may] of CASES)
    it(`${title}: ${may ? 'yes' : 'no'}`, () => {
      assert.equal(mayBeTopic(new Resources(declared), pattern), may);
    });
});
