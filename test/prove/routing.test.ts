import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Bytes } from '#warren/pattern/bytes.js';
import { firstFit, glob } from '#warren/pattern/name-set.js';
import type { Pattern } from '#warren/pattern/pattern.js';
import { Resources, meet } from '#warren/policy/resources/resources.js';
import type { Context } from '#warren/access/context.js';
import { givenBy } from '#warren/access/given.js';
import type { WalkStep } from '#warren/prove/routing/step.js';
import { keyPair, topicMatches } from '#warren/prove/routing/topic-key.js';
import { walkByRouting } from '#warren/prove/routing/walk-by-routing.js';
import type { Permission } from '#warren/rabbitmq/scope.js';
import { permits, permitsKey } from './model.js';
import {
  engineOf,
  nowhere,
  operation,
  pattern,
  scope,
  sourced,
  textOf,
  wordsOf,
} from './samples.js';

/** What is there: exchanges with a type, and queues, either with an exchange that it hands on to. */
interface Thing {
  readonly kind: 'exchange' | 'queue';
  readonly name: string;
  readonly type?: string;
  readonly other?: string;
}

const KEYS = ['s', 'k', '#'];
const BUILT_IN: readonly Thing[] = [
  'amq.direct',
  'amq.fanout',
  'amq.headers',
  'amq.match',
  'amq.topic',
].map((name) => ({ kind: 'exchange', name, type: name === 'amq.topic' ? 'topic' : 'other' }));

/** Names that nothing has, which a role may make exchanges and queues of. */
const FREE = ['o', 'p', 'w', 'q', 'd'];

/**
 * Whether a message of the role's own can arrive at `x` with the key `s` otherwise than published
 * there: every move that the broker permits, again and again, until nothing new arrives anywhere.
 */
function arrives(
  words: readonly string[],
  things: readonly Thing[],
  isAlternateFree: boolean,
): boolean {
  return subsets(things.filter(({ kind, name }) => kind === 'queue' || name !== 'x')).some(
    (replaced) => arrivesWith(words, things, replaced, isAlternateFree),
  );
}

function subsets<T>(items: readonly T[]): readonly (readonly T[])[] {
  return items.reduce<readonly (readonly T[])[]>(
    (found, item) => [...found, ...found.map((some) => [...some, item])],
    [[]],
  );
}

/**
 * As `arrives`, in a world where the role has put things of its own in the place of some. These do
 * not count as what a declaration of another leads to.
 */
function arrivesWith(
  words: readonly string[],
  all: readonly Thing[],
  replaced: readonly Thing[],
  isAlternateFree: boolean,
): boolean {
  const things = all.filter((one) => !replaced.includes(one));
  const has = (permission: string, name: string): boolean => permits(words, permission, 'v', name);
  const hasKey = (permission: string, { name, type }: Thing, key: string): boolean =>
    type !== 'topic' || permitsKey(words, permission, 'v', name, key);
  const mine = (kind: Thing['kind'], name: string): Thing => ({
    kind,
    name,
    ...(kind === 'exchange' && { type: 'fanout' }),
  });
  const isThere = (kind: string, name: string): boolean =>
    things.some((one) => one.kind === kind && one.name === name);
  const made = [...new Set([...FREE, ...all.map(({ name }) => name)])]
    .filter((name) => has('configure', name))
    .flatMap((name) => [mine('exchange', name), mine('queue', name)])
    .filter(({ kind, name }) => !isThere(kind, name) && (kind === 'queue' || name !== 'x'));
  const there = [...things, ...BUILT_IN];
  const exchanges = [...there, ...made].filter(({ kind }) => kind === 'exchange');
  const queues = [...there, ...made].filter(({ kind }) => kind === 'queue');
  const at = ({ kind, name, type }: Thing, key: string): string =>
    `${kind} ${name} ${type ?? ''} ${key}`;
  const known = new Set<string>();
  for (const exchange of exchanges)
    for (const key of KEYS)
      if (has('write', exchange.name) && hasKey('write', exchange, key))
        known.add(at(exchange, key));
  if (has('write', 'amq.default'))
    for (const queue of queues) for (const key of [...KEYS, queue.name]) known.add(at(queue, key));
  for (let size = -1; size !== known.size;) {
    size = known.size;
    for (const from of exchanges)
      for (const key of KEYS) {
        if (!known.has(at(from, key))) continue;
        for (const to of [...exchanges, ...queues]) {
          const bound = KEYS.filter((one) => one === key || one === '#' || from.type !== 'topic');
          const binds = bound.some((one) => hasKey('read', from, one));
          const isSame = to.kind === from.kind && to.name === from.name;
          if (!isSame && has('write', to.name) && has('read', from.name) && binds)
            known.add(at(to, key));
          if (things.includes(to) && to.kind === 'exchange' && to.name === from.other)
            known.add(at(to, key));
          if (to.kind === 'queue' || to.name === from.name || !made.includes(from)) continue;
          const isGiven = has('read', from.name) && has('write', to.name);
          if (isAlternateFree || isGiven) known.add(at(to, key));
        }
      }
    for (const from of queues)
      for (const to of exchanges)
        for (const key of [...KEYS, from.name]) {
          if (!known.has(at(from, key))) continue;
          if (things.includes(to) && to.name === from.other) known.add(at(to, key));
          if (made.includes(from) && has('read', from.name) && has('write', to.name))
            for (const any of KEYS) known.add(at(to, any));
        }
  }
  return exchanges.some((one) => one.name === 'x' && known.has(at(one, 's')));
}

function contextOf(things: readonly Thing[], engine: string): Context {
  const resources = things.map(({ kind, name, type, other }) => ({
    kind,
    vhosts: pattern('v'),
    pattern: pattern(name),
    exchangeType: type,
    other: other === undefined ? undefined : pattern(other),
    place: nowhere,
  }));
  const resourcesOf = (vhost: Pattern): Resources =>
    new Resources(resources.filter(({ vhosts }) => meet(firstFit(vhost), glob(vhosts))));
  return { engine: engineOf(engine), resourcesOf, withoutHeaderCheck: [] };
}

const names = fc.constantFrom(
  'x',
  'x',
  'y',
  'o',
  'q',
  'd',
  'e',
  'o*',
  '*',
  'amq.default',
  'amq.topic',
  'amq.fanout',
);
const keys = fc.constantFrom(undefined, 'k', 's', '#', '*');
const permissions = fc.constantFrom<Permission>('configure', 'write', 'read');
const worlds: fc.Arbitrary<readonly Thing[]> = fc
  .tuple(
    fc.constantFrom('topic', 'fanout'),
    fc.constantFrom(undefined, 'x', 'e'),
    fc.constantFrom(undefined, 'x', 'e', 'y'),
    fc.constantFrom(undefined, 'x', 'y'),
    fc.constantFrom('d', 'd', 'x'),
  )
  .map(([type, ofY, ofD, ofE, queue]) => [
    { kind: 'exchange', name: 'x', type: 'topic' },
    { kind: 'exchange', name: 'y', type, ...(ofY && { other: ofY }) },
    { kind: 'exchange', name: 'e', type: 'topic', ...(ofE && { other: ofE }) },
    { kind: 'queue', name: queue, ...(ofD && { other: ofD }) },
  ]);

const guardrail = operation({ word: 'publish', kind: 'exchange', vhost: 'v', name: 'x', key: 's' });

/** Releases that ask for rights on the alternate exchange by every protocol, and one that does not by all. */
const ENGINES = [
  ['4.3.6', false],
  ['4.2.8', true],
] as const;

describe('ways by routing round a guardrail on what is published', () => {
  for (const [engine, isFree] of ENGINES)
    it(`are found just where the moves that ${engine} permits, taken in turn, lead there`, () => {
      let [found, none] = [0, 0];
      fc.assert(
        fc.property(
          fc.array(fc.tuple(permissions, names, keys), { maxLength: 6 }),
          worlds,
          (from, things) => {
            const scopes = sourced(
              from.map(([permission, name, key]) => scope(permission, 'v', name, key)),
            );
            const words = wordsOf(scopes);
            fc.pre(
              !(permits(words, 'write', 'v', 'x') && permitsKey(words, 'write', 'v', 'x', 's')),
            );
            const routed = walkByRouting(guardrail, givenBy(scopes), contextOf(things, engine));
            const label = `${words.join(' ')} in ${JSON.stringify(things)}`;
            assert.equal(routed.kind, arrives(words, things, isFree) ? 'walk' : 'none', label);
            if (routed.kind === 'walk') {
              found += 1;
              for (const step of routed.walk.steps) permitted(step, words, things, label);
            } else none += 1;
          },
        ),
        { numRuns: 1_500 },
      );
      assert(found > 50 && none > 50, `${found} found, ${none} not`);
    });
});

/** Every step needs just what the broker checks. */
function permitted(
  step: WalkStep,
  words: readonly string[],
  things: readonly Thing[],
  label: string,
): void {
  const needs = (permission: string, name: string, key?: string): void => {
    const at = `${permission} ${name} ${key ?? ''}: ${label}`;
    assert(permits(words, permission, 'v', name), at);
    const type = [...things, ...BUILT_IN].find(
      (one) => one.name === name && one.kind === 'exchange',
    )?.type;
    if (key !== undefined && type === 'topic' && !permits(words, 'configure', 'v', name))
      assert(permitsKey(words, permission, 'v', name, key), at);
  };
  const name = (bytes: Bytes): string => textOf(bytes) || 'amq.default';
  switch (step.kind) {
    case 'exchange':
    case 'queue': {
      assert(!name(step.name).startsWith('amq.'), label);
      needs('configure', name(step.name));
      const other = step.kind === 'queue' ? step.deadLetter : step.alternate;
      if (other === undefined || (step.kind === 'exchange' && step.unasked === true)) return;
      needs('read', name(step.name));
      needs('write', name(other));
      return;
    }
    case 'binding':
      needs('write', name(step.name));
      needs('read', name(step.source), textOf(step.key));
      return;
    case 'publish':
      needs('write', name(step.exchange), textOf(step.key));
      return;
    case 'declared':
      assert(things.some((one) => one.name === textOf(step.from) && one.other === textOf(step.to)));
  }
}

describe('ways by routing that names bring about', () => {
  const x: Thing = { kind: 'exchange', name: 'x', type: 'topic' };
  const rows: readonly (readonly [string, ReturnType<typeof scope>[], readonly Thing[]])[] = [
    [
      'a queue of the name of its dead-letter exchange',
      [scope('write', 'v', 'amq.default')],
      [x, { kind: 'queue', name: 'x', other: 'x' }],
    ],
    [
      'a queue of one’s own of the name of the exchange',
      [
        scope('configure', 'v', 'x'),
        scope('read', 'v', 'x'),
        scope('write', 'v', 'x', 'k'),
        scope('write', 'v', 'amq.default'),
      ],
      [x],
    ],
    [
      'a queue that may be bound under one name alone',
      [scope('configure', 'v', '*'), scope('read', 'v', '*', '*'), scope('write', 'v', 'e', 'k')],
      [x, { kind: 'exchange', name: 'e', type: 'topic', other: 'x' }],
    ],
  ];
  for (const [title, from, things] of rows)
    it(`are found: ${title}`, () => {
      const routed = walkByRouting(guardrail, givenBy(sourced(from)), contextOf(things, '4.3.6'));
      assert.equal(routed.kind, 'walk');
    });
});

describe('ways by routing round a guardrail on what is bound', () => {
  const cases: readonly (readonly [string, string, string, string | undefined])[] = [
    ['by the key of all', '#', 's', '#'],
    ['not by a key of another word', 'k', 's', undefined],
    ['by a beginning', 'order.*', 'order', 'order.#'],
    ['not by that of another', 'order.*', 'audit', undefined],
  ];
  for (const [title, held, key, binding] of cases)
    it(title, () => {
      const given = givenBy(sourced([scope('write', 'v', 'q'), scope('read', 'v', 'x', held)]));
      const never = operation({
        word: 'bind',
        kind: 'queue',
        vhost: 'v',
        name: 'q',
        other: 'x',
        key,
      });
      const things: readonly Thing[] = [{ kind: 'exchange', name: 'x', type: 'topic' }];
      const routed = walkByRouting(never, given, contextOf(things, '4.3.6'));
      const [step] = routed.kind === 'walk' ? routed.walk.steps : [];
      assert.equal(step?.kind === 'binding' ? textOf(step.key) : undefined, binding);
    });
});

describe('a binding key', () => {
  const text = (of: string): Bytes => Bytes.fromText(of);

  it('takes keys word by word', () => {
    for (const [binding, key, expected] of [
      ['a.b', 'a.b', true],
      ['a.*', 'a.b', true],
      ['a.*', 'a', false],
      ['a.*', 'a.b.c', false],
      ['a.#', 'a', true],
      ['a.#', 'a.b.c', true],
      ['#', '', true],
      ['#.b', 'a.c.b', true],
      ['#.b', 'b', true],
      ['#.b.#', 'a.b.c', true],
      ['#.b.#', 'a.c', false],
      ['a#', 'ab', false],
      ['*', '', true],
    ] as const)
      assert.equal(topicMatches(text(binding), text(key)), expected, `${binding} ${key}`);
  });

  it('is found with a key that it takes', () => {
    for (const [keysOf, held, expected] of [
      ['secret', '#', ['secret', '#']],
      ['a.*', 'a.b', ['a.b', 'a.b']],
      ['order', 'order.*', ['order', 'order.#']],
      ['x', 'y*', undefined],
    ] as const) {
      const pair = keyPair([glob(pattern(keysOf))], firstFit(pattern(held)));
      assert.deepEqual(pair && [textOf(pair.key), textOf(pair.binding)], expected, held);
    }
  });
});
