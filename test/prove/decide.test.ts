import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Operation } from '#warren/policy/phrases/rights.js';
import { certain } from '#warren/prove/claims/certain.js';
import { withoutHeaderCheck } from '#warren/access/context.js';
import { givenBy } from '#warren/access/given.js';
import { possible } from '#warren/prove/possible/possible.js';
import { parseEngine } from '#warren/rabbitmq/parse-engine.js';
import { releasesOf } from '#warren/rabbitmq/engines.js';
import { globMatches, matches, permits, permitsKey, texts } from './model.js';
import {
  contextWith,
  operation,
  patterns,
  scope,
  scopes,
  sourced,
  textOf,
  wordsOf,
  type Declared,
  type Said,
} from './samples.js';

const vhosts = texts(['v'], 2);
const names = texts(['a', 'b'], 3).filter((name) => name !== '');
const keys = texts(['k'], 2);

const builtIn: Declared = [
  ['amq.default', 'direct'],
  ['amq.direct', 'direct'],
  ['amq.fanout', 'fanout'],
  ['amq.topic', 'topic'],
  ['amq.headers', 'headers'],
  ['amq.match', 'headers'],
  ['amq.rabbitmq.trace', 'topic'],
];

const builtInNames = new Set(builtIn.map(([name]) => name));

/** Names enough for two short patterns to meet on one, if they do. */
const existing = [
  ...texts(['a', 'b'], 5).filter((name) => name !== ''),
  ...builtIn.map(([name]) => name),
];

/**
 * The types that an exchange can have in a vhost by what is declared there; one that nobody declares
 * has those that its pattern has there, and any if the pattern means nothing declared.
 *
 * @param name undefined for all exchanges of the pattern together
 */
function typesOf(
  vhost: string,
  name: string | undefined,
  said: string,
  declared: Declared,
  fits: typeof matches,
): Set<string> {
  const here = declared.filter(([, , vhosts = '*']) => globMatches(vhosts, vhost));
  const types = (found: Declared): string[] =>
    found.flatMap(([, type]) => (type === undefined ? ['topic', 'other'] : [type]));
  const fixed = types(builtIn.filter(([one]) => one === name));
  if (fixed.length > 0) return new Set(fixed);
  const own =
    name === undefined ? [] : types(here.filter(([pattern]) => globMatches(pattern, name)));
  if (own.length > 0) return new Set(own);
  // What every vhost has keeps its type whatever a wildcard declares.
  const near = here.filter(([pattern]) =>
    existing.some((one) => !builtInNames.has(one) && globMatches(pattern, one) && fits(said, one)),
  );
  const any = near.length === 0 ? ['topic', 'other'] : [];
  return new Set([...any, ...types([...near, ...builtIn.filter(([one]) => fits(said, one))])]);
}

/** A concrete operation: every pattern filled in. */
interface Concrete {
  readonly vhost: string;
  readonly name: string;
  readonly other: string;
  readonly key: string;
}

/** Whether a broker permits a concrete operation where the exchange has some type. */
function allows(words: readonly string[], word: string, type: string, at: Concrete): boolean {
  const { vhost, name, other, key } = at;
  const has = (permission: string, on: string): boolean => permits(words, permission, vhost, on);
  const hasKey = (permission: string, on: string): boolean =>
    type !== 'topic' || permitsKey(words, permission, vhost, on, key);
  switch (word) {
    case 'publish':
      return has('write', name) && hasKey('write', name);
    case 'bind':
      return has('write', name) && has('read', other) && hasKey('read', other);
    case 'consume':
      return has('read', name);
    case 'declare':
      return has('configure', name) && (other === '' || (has('read', name) && has('write', other)));
    default:
      throw new Error(word);
  }
}

const words = fc.constantFrom('publish', 'bind', 'consume', 'declare');

const said: fc.Arbitrary<Said> = fc
  .tuple(
    words,
    patterns('v'),
    patterns('a', 'b'),
    patterns('a', 'b'),
    fc.option(patterns('k')),
    fc.boolean(),
  )
  .map(([word, vhost, name, other, key, full]) => ({
    word,
    kind: word === 'publish' ? 'exchange' : 'queue',
    vhost,
    name,
    other: word === 'bind' || (word === 'declare' && full) ? other : undefined,
    key: word === 'publish' || word === 'bind' ? (key ?? undefined) : undefined,
  }));

const declarations: fc.Arbitrary<Declared> = fc.array(
  fc.tuple(
    patterns('a', 'b'),
    fc.constantFrom('topic', 'fanout', undefined),
    fc.constantFrom('*', 'v', 'vv', 'v*', '*v', 'v*v'),
  ),
  { maxLength: 3 },
);

/** Every concrete operation of a small world that a reading of the patterns takes in. */
function* concretes(of: Said, fits: typeof matches): Iterable<Concrete> {
  for (const vhost of vhosts.filter((one) => fits(of.vhost, one)))
    for (const name of names.filter((one) => fits(of.name, one)))
      for (const other of of.other === undefined
        ? ['']
        : names.filter((one) => fits(of.other ?? '', one)))
        for (const key of of.word === 'publish' || of.word === 'bind'
          ? keys.filter((one) => fits(of.key ?? '*', one))
          : [''])
          yield { vhost, name, other, key };
}

/** The exchange whose type matters, and the pattern that names it. */
function exchange(of: Said, at: Concrete): [string, string] {
  return of.word === 'bind' ? [at.other, of.other ?? ''] : [at.name, of.name];
}

describe('certain', () => {
  it('says yes only where the broker permits every name, and no with one that it refuses', () => {
    fc.assert(
      fc.property(scopes, said, declarations, (from, of, declared) => {
        const given = sourced(from);
        const answer = certain(operation(of), givenBy(given), contextWith(declared));
        const broker = wordsOf(given);
        // Whether any exchange of the pattern may be of type topic counts for the whole pattern.
        const exchanges = of.word === 'bind' ? (of.other ?? '') : of.name;
        const typeIn = (vhost: string): string =>
          typesOf(vhost, undefined, exchanges, declared, matches).has('topic') ? 'topic' : 'other';
        if (answer.kind === 'yes')
          for (const at of concretes(of, matches))
            assert(allows(broker, of.word, typeIn(at.vhost), at));
        if (answer.kind !== 'no' || answer.refusal === undefined) return;
        const { check, vhost, name, key } = answer.refusal;
        assert(matches(of.vhost, textOf(vhost)));
        if (check === undefined) return;
        assert(matches(check.on === 'other' ? (of.other ?? '') : of.name, textOf(name)));
        const at = [broker, check.permission, textOf(vhost), textOf(name)] as const;
        assert.equal(key === undefined ? permits(...at) : permitsKey(...at, textOf(key)), false);
        if (key === undefined) return;
        assert(matches(of.key ?? '*', textOf(key)));
        // Where blocks of vhosts overlap and disagree, a key may be asked for in vain.
        const types = new Set(declared.map(([, type]) => type ?? 'topic'));
        if (types.size < 2) assert.equal(typeIn(textOf(vhost)), 'topic');
      }),
      { numRuns: 300 },
    );
  });
});

describe('possible', () => {
  it('says no only where the broker permits nothing, and yes with something that it permits', () => {
    fc.assert(
      fc.property(scopes, said, declarations, (from, of, declared) => {
        const given = sourced(from);
        const answer = possible(operation(of), givenBy(given), contextWith(declared));
        const broker = wordsOf(given);
        const known = new Map<string, Set<string>>();
        const typesAt = (at: Concrete): Set<string> => {
          const [name, pattern] = exchange(of, at);
          const place = `${at.vhost}/${name}`;
          const types = known.get(place) ?? typesOf(at.vhost, name, pattern, declared, globMatches);
          known.set(place, types);
          return types;
        };
        const allowed = (at: Concrete): boolean => {
          return [...typesAt(at)].some((type) => allows(broker, of.word, type, at));
        };
        if (answer.kind === 'no')
          for (const at of concretes(of, globMatches)) assert(!allowed(at), JSON.stringify(at));
        if (answer.kind !== 'yes') return;
        const { example, by } = answer.permitted;
        const at: Concrete = {
          vhost: textOf(example.vhost),
          name: textOf(example.name),
          other: textOf(example.other),
          key: textOf(example.key),
        };
        assert(globMatches(of.vhost, at.vhost) && globMatches(of.name, at.name));
        assert(globMatches(of.other ?? '*', at.other) && globMatches(of.key ?? '*', at.key));
        assert(allowed(at), JSON.stringify(at));
        const alone = wordsOf(by.map(({ reach }) => reach.from));
        assert([...typesAt(at)].some((type) => allows(alone, of.word, type, at)));
      }),
      { numRuns: 300 },
    );
  });
});

const events: Declared = [
  ['ev', 'topic'],
  ['dlx', 'fanout'],
  ['open', undefined],
];

/** Scopes, a phrase, and whether it is surely and possibly permitted. */
type Row = readonly [string, ReturnType<typeof scope>[], Said, 'yes' | 'no', 'yes' | 'no'];

const publish = (name: string, key?: string): Said => ({
  word: 'publish',
  kind: 'exchange',
  vhost: 'v',
  name,
  key,
});
const bind = (name: string, other: string, key?: string): Said => ({
  word: 'bind',
  kind: 'queue',
  vhost: 'v',
  name,
  other,
  key,
});
const deadLetter: Said = { word: 'declare', kind: 'queue', vhost: 'v', name: 'q', other: 'dlx' };

describe('decisions', () => {
  const rows: readonly Row[] = [
    ['topic without a key scope', [scope('write', 'v', 'ev')], publish('ev', 'a'), 'no', 'no'],
    ['topic with the key', [scope('write', 'v', 'ev', 'a')], publish('ev', 'a'), 'yes', 'yes'],
    ['topic with another key', [scope('write', 'v', 'ev', 'b')], publish('ev', 'a'), 'no', 'no'],
    ['topic, any key', [scope('write', 'v', 'ev', 'b')], publish('ev'), 'no', 'yes'],
    ['fanout needs no key', [scope('write', 'v', 'dlx')], publish('dlx'), 'yes', 'yes'],
    [
      'unknown type counts both ways',
      [scope('write', 'v', 'open')],
      publish('open', 'a'),
      'no',
      'yes',
    ],
    ['undeclared counts both ways', [scope('write', 'v', 'zz')], publish('zz', 'a'), 'no', 'yes'],
    [
      'the default exchange is direct',
      [scope('write', 'v', 'amq.default')],
      publish('amq.default', 'a'),
      'yes',
      'yes',
    ],
    [
      'amq.topic is a topic exchange',
      [scope('write', 'v', 'amq.topic')],
      publish('amq.topic', 'a'),
      'no',
      'no',
    ],
    ['another vhost', [scope('write', 'w', 'ev', 'a')], publish('ev', 'a'), 'no', 'no'],
    ['a wildcard reaches a part', [scope('write', 'v', 'dlx')], publish('d*'), 'no', 'yes'],
    [
      'of several exchanges only the topic one',
      [scope('write', 'v', 'ev', 'b')],
      publish('*', 'a'),
      'no',
      'no',
    ],
    ['and the other one', [scope('write', 'v', '*')], publish('*', 'a'), 'no', 'yes'],
    [
      'both ends of a binding',
      [scope('write', 'v', 'q'), scope('read', 'v', 'dlx')],
      bind('q', 'dlx'),
      'yes',
      'yes',
    ],
    ['one end of a binding', [scope('write', 'v', 'q')], bind('q', 'dlx'), 'no', 'no'],
    [
      'the ends in two vhosts',
      [scope('write', 'v', 'q'), scope('read', 'w', 'dlx')],
      { ...bind('q', 'dlx'), vhost: '*' },
      'no',
      'no',
    ],
    [
      'a binding key',
      [scope('write', 'v', 'q'), scope('read', 'v', 'ev', 'a')],
      bind('q', 'ev', 'a'),
      'yes',
      'yes',
    ],
    [
      'another binding key',
      [scope('write', 'v', 'q'), scope('read', 'v', 'ev', 'b')],
      bind('q', 'ev', 'a'),
      'no',
      'no',
    ],
    [
      'the key on another scope',
      [scope('write', 'v', 'q'), scope('read', 'v', 'ev'), scope('read', 'v', 'dlx', 'a')],
      bind('q', 'ev', 'a'),
      'no',
      'no',
    ],
    [
      'dead-letter with all three',
      [scope('configure', 'v', 'q'), scope('read', 'v', 'q'), scope('write', 'v', 'dlx')],
      deadLetter,
      'yes',
      'yes',
    ],
    [
      'dead-letter without read',
      [scope('configure', 'v', 'q'), scope('write', 'v', 'dlx')],
      deadLetter,
      'no',
      'no',
    ],
    [
      'dead-letter on another queue',
      [scope('configure', 'v', 'q'), scope('read', 'v', 'p'), scope('write', 'v', 'dlx')],
      { ...deadLetter, name: '*' },
      'no',
      'no',
    ],
    [
      'the matcher never goes back',
      [scope('read', 'v', '*-dlq')],
      { word: 'consume', kind: 'queue', vhost: 'v', name: 'a-dlq-dlq' },
      'no',
      'no',
    ],
    [
      'never reads a star as any text',
      [scope('read', 'v', 'a-dlq-dlq')],
      { word: 'consume', kind: 'queue', vhost: 'v', name: '*-dlq' },
      'no',
      'yes',
    ],
    [
      'raw write without a key',
      [scope('write', 'v', 'ev')],
      { word: 'write', kind: 'exchange', vhost: 'v', name: 'ev' },
      'yes',
      'yes',
    ],
    [
      'raw write with a key',
      [scope('write', 'v', 'ev')],
      { word: 'write', kind: 'exchange', vhost: 'v', name: 'ev', key: 'a' },
      'no',
      'no',
    ],
  ];
  for (const [title, from, of, surely, perhaps] of rows)
    it(title, () => {
      const given = givenBy(sourced(from));
      const context = contextWith(events);
      assert.equal(certain(operation(of), given, context).kind, surely);
      assert.equal(possible(operation(of), given, context).kind, perhaps);
    });

  it('before 4.0.3 one allowed key means every key of what is published, and of nothing else', () => {
    const parsed = parseEngine('rabbitmq', '4.0');
    assert(parsed.ok);
    const unchecked = withoutHeaderCheck(parsed.engine);
    assert.deepEqual(unchecked, releasesOf('4.0').slice(0, 3));
    const context = contextWith(events, unchecked);
    const ask = (of: Operation, ...from: ReturnType<typeof scope>[]): unknown => {
      const answer = possible(of, givenBy(sourced(from)), context);
      return answer.kind === 'yes' ? (answer.permitted.throughHeaders ?? 'every') : answer.kind;
    };
    const keyed = scope('write', 'v', 'ev', 'b');
    assert.deepEqual(ask(operation(publish('ev', 'a')), keyed), unchecked);
    assert.deepEqual(ask(operation(publish('ev', 'b')), keyed), 'every');
    assert.deepEqual(ask(operation(publish('ev', 'a')), scope('write', 'v', 'ev')), 'no');
    const ends = [scope('write', 'v', 'q'), scope('read', 'v', 'ev', 'b')];
    assert.deepEqual(ask(operation(bind('q', 'ev', 'a')), ...ends), 'no');
  });
});
