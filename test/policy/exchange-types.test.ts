import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  hasTopicAmong,
  mayBeTopic,
  vhostsWithoutTopic,
} from '#warren/policy/resources/exchange-types.js';
import { Resources, type Resource } from '#warren/policy/resources/resources.js';
import { Bytes } from '#warren/pattern/bytes.js';
import { globMatches, matches, texts } from '../prove/model.js';
import { nowhere, pattern, patterns } from '../prove/samples.js';

/** A declared exchange: the vhosts of its block, its name and its type. */
type Declared = readonly [vhosts: string, name: string, type: string | undefined];

function resources(declared: readonly Declared[]): Resources {
  return new Resources(
    declared.map(([vhosts, name, exchangeType]) => ({
      kind: 'exchange',
      vhosts: pattern(vhosts),
      pattern: pattern(name),
      exchangeType,
      other: undefined,
      place: nowhere,
    })),
  );
}

const QUEUE: Resource = {
  kind: 'queue',
  vhosts: pattern('v'),
  pattern: pattern('a.queue'),
  exchangeType: undefined,
  other: undefined,
  place: nowhere,
};

/** Vhosts, names, what is declared for them, and whether one may be a topic exchange. */
const CASES: readonly [
  title: string,
  vhost: string,
  name: string,
  declared: readonly Declared[],
  may: boolean,
][] = [
  ['a built-in one that is not', 'v', 'amq.fanout', [], false],
  ['a built-in one in any vhost', '*', 'amq.fanout', [['v', 'x', 'topic']], false],
  ['a built-in one that is', 'v', 'amq.topic', [], true],
  ['built-in ones by their prefix', 'v', 'amq.f*', [], false],
  ['an undeclared one', 'v', 'a', [], true],
  ['a built-in one or undeclared ones', 'v', 'a*f*', [], true],
  ['the same beside another declared one', 'v', 'a*f*', [['v', 'x', 'fanout']], true],
  ['only declared ones', 'v', 'a*f*', [['v', 'a.fanout', 'fanout']], false],
  [
    'one of unknown type',
    'v',
    'a.b',
    [
      ['v', 'a.fanout', 'fanout'],
      ['v', 'a.b', undefined],
    ],
    true,
  ],
  ['declared in one vhost of many', '*', 'x', [['v1', 'x', 'fanout']], true],
  ['declared in them all', '*', 'x', [['*', 'x', 'fanout']], false],
  ['declared in more than them', 'v*', 'x', [['*', 'x', 'fanout']], false],
  ['declared in fewer', '*', 'x', [['v*', 'x', 'fanout']], true],
  [
    'declared in a part and the rest',
    'v*',
    'x',
    [
      ['v', 'x', 'fanout'],
      ['v*', 'x', 'direct'],
    ],
    false,
  ],
  [
    'topic in one of them',
    '*',
    'x',
    [
      ['*', 'x', 'fanout'],
      ['v', 'x', 'topic'],
    ],
    true,
  ],
  [
    'any by a pattern, with something declared in every vhost',
    '*',
    'x*',
    [
      ['*', 'x1', 'fanout'],
      ['v', 'x2', 'direct'],
    ],
    false,
  ],
  ['any by a pattern, with nothing declared in most', '*', 'x*', [['v', 'x1', 'fanout']], true],
];

const declarations = fc.array(
  fc.tuple(patterns('v', 'w'), patterns('a', 'b'), fc.constantFrom('topic', 'fanout', undefined)),
  { maxLength: 4 },
);
/** With a letter of no pattern: a vhost that nothing is declared for may be told by that alone. */
const vhosts = texts(['v', 'w', 'x'], 6);
const names = texts(['a', 'b'], 7).filter((name) => name !== '');

/** Whether a declared exchange meets a pattern of names; there are names enough to see it. */
const meets = (said: string, declared: string): boolean =>
  names.some((name) => matches(said, name) && globMatches(declared, name));

describe('whether exchanges may be of type topic', () => {
  for (const [title, vhost, name, declared, may] of CASES)
    it(`${title}: ${may ? 'yes' : 'no'}`, () => {
      assert.equal(mayBeTopic(resources(declared), pattern(vhost), pattern(name)), may);
    });

  it('is not told by a queue', () => {
    assert.equal(mayBeTopic(new Resources([QUEUE]), pattern('v'), pattern('a*f*')), true);
  });

  it('is what some vhost says, each by its own declarations', () => {
    fc.assert(
      fc.property(patterns('v'), patterns('a', 'b'), declarations, (vhost, said, declared) => {
        const name = `b${said}`;
        const isTopicIn = (one: string): boolean => {
          const types = declared
            .filter(([block, other]) => globMatches(block, one) && meets(name, other))
            .map(([, , type]) => type);
          return types.length === 0 || types.some((type) => type !== 'fanout');
        };
        // What is declared for other vhosts is not asked for.
        const near = declared.filter(([block]) =>
          vhosts.some((one) => matches(vhost, one) && globMatches(block, one)),
        );
        const expected = vhosts.some((one) => matches(vhost, one) && isTopicIn(one));
        const known = resources(near);
        assert.equal(mayBeTopic(known, pattern(vhost), pattern(name)), expected);
        const without = vhostsWithoutTopic(known, pattern(name));
        for (const one of vhosts.filter((text) => matches(vhost, text)))
          if (without.some((set) => set.has(Bytes.fromText(one)))) assert(!isTopicIn(one), one);
      }),
      { numRuns: 300 },
    );
  });

  it('counts for a key by any declaration, of whichever vhost', () => {
    const known = resources([['v1', 'x', 'fanout']]);
    assert.equal(hasTopicAmong(known, pattern('x'), 'first-fit'), false);
    assert.equal(hasTopicAmong(known, pattern('y'), 'first-fit'), true);
    assert.equal(hasTopicAmong(resources([]), pattern('a*f*'), 'glob'), true);
    assert.equal(hasTopicAmong(known, pattern('a*f*'), 'glob'), false);
  });
});
