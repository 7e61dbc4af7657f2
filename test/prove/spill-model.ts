/**
 * What spills, spelt out naively on texts: every phrase stands for the operations on concrete names that
 * it asks for, and a message is moved on again and again until it gets nowhere new. Nothing here knows of
 * sets, boxes or scopes.
 */
import { matches } from './model.js';

type Kind = 'queue' | 'exchange';

/** What is declared: exchanges with a type, queues with a dead-letter exchange. */
export interface Declared {
  readonly kind: Kind;
  readonly name: string;
  readonly type?: 'topic' | 'fanout';
  readonly deadLetter?: string;
}

/** A phrase of the small language that is tried. */
export interface Phrase {
  readonly verb: 'publish' | 'consume' | 'declare' | 'bind';
  readonly kind: Kind;
  readonly name: string;
  /** The exchange that it is bound to, or the dead-letter exchange. */
  readonly other?: string;
  readonly key?: string;
}

/** The keys that messages have; no phrase names the last. */
export const KEYS = ['k', 'k.x', 'l', 'm'];

export function textOf({ verb, kind, name, other, key }: Phrase): string {
  const clause = verb === 'bind' ? 'to exchange' : 'dead-letter';
  const to = other === undefined ? '' : ` ${clause} ${other}`;
  return `${verb} ${kind} ${name}${to}${key === undefined ? '' : ` key ${key}`}`;
}

/** What the broker permits, and what the phrases ask for, on concrete names. */
class Rights {
  readonly #permissions: readonly (readonly [string, Kind, string, string | undefined])[];

  constructor(
    readonly phrases: readonly Phrase[],
    readonly world: readonly Declared[],
  ) {
    this.#permissions = phrases.flatMap(({ verb, kind, name, other, key }) => {
      const keyed = key ?? (this.#mayBeTopic(verb === 'bind' ? other : name) ? '*' : undefined);
      const own = (permission: string, on = name, of = kind, with_?: string) =>
        [permission, of, on, with_] as const;
      switch (verb) {
        case 'publish':
          return [own('write', name, 'exchange', keyed)];
        case 'consume':
          return [own('read')];
        case 'declare':
          return other === undefined
            ? [own('configure')]
            : [own('configure'), own('read'), own('write', other, 'exchange')];
        case 'bind':
          return [own('write'), own('read', other, 'exchange', keyed)];
      }
    });
  }

  #mayBeTopic(pattern: string | undefined): boolean {
    return this.world.some(
      ({ kind, name, type }) =>
        kind === 'exchange' && type === 'topic' && pattern !== undefined && matches(pattern, name),
    );
  }

  /** Whether a permission is held, as asked for on a kind or by whatever phrase, with a key if one counts. */
  holds(permission: string, name: string, asked?: Kind, key?: string): boolean {
    return this.#permissions.some(
      ([held, kind, pattern, keys]) =>
        held === permission &&
        (asked === undefined || asked === kind) &&
        matches(pattern, name) &&
        (key === undefined || (keys !== undefined && matches(keys, key))),
    );
  }
}

/** A message somewhere: held by the role, or in a thing with a key. */
type Where = 'held' | `${Kind} ${string} ${string}`;

/** Where a message gets by what the phrases ask, from where it is. */
function reached(start: Where, rights: Rights): ReadonlySet<Where> {
  const found = new Set<Where>([start]);
  for (const where of found) for (const next of moves(where, rights)) found.add(next);
  return found;
}

function* moves(where: Where, rights: Rights): Iterable<Where> {
  const { phrases, world } = rights;
  const exchanges = world.filter(({ kind }) => kind === 'exchange');
  if (where === 'held') {
    for (const thing of exchanges)
      for (const key of KEYS) {
        const isFree = thing.type !== 'topic' || rights.holds('configure', thing.name, 'exchange');
        if (rights.holds('write', thing.name, 'exchange', isFree ? undefined : key))
          yield `exchange ${thing.name} ${key}`;
      }
    // A message may have more keys than the name of the queue: in its CC header.
    if (rights.holds('write', 'amq.default', 'exchange'))
      for (const { kind, name } of world)
        if (kind === 'queue') for (const key of [...KEYS, name]) yield `queue ${name} ${key}`;
    return;
  }
  const [kind, name = '', key = ''] = where.split(' ');
  const thing = world.find((one) => one.kind === kind && one.name === name);
  if (kind === 'queue') {
    const isRead = rights.holds('read', name, 'queue');
    if (isRead) yield 'held';
    if (isRead && thing?.deadLetter !== undefined) yield `exchange ${thing.deadLetter} ${key}`;
  }
  for (const phrase of phrases) {
    if (phrase.other === undefined) continue;
    if (phrase.verb === 'declare' && kind === 'queue' && matches(phrase.name, name))
      for (const any of KEYS)
        for (const to of exchanges)
          if (matches(phrase.other, to.name)) yield `exchange ${to.name} ${any}`;
    if (phrase.verb !== 'bind' || kind !== 'exchange' || !matches(phrase.other, name)) continue;
    if (thing?.type === 'topic' && !matches(phrase.key ?? '*', key)) continue;
    for (const to of world)
      if (to.kind === phrase.kind && matches(phrase.name, to.name))
        yield `${to.kind} ${to.name} ${key}`;
  }
}

/** What another role does. */
export interface Others {
  /** The queues that it reads. */
  readonly read: readonly string[];
  /** The exchanges to which it publishes. */
  readonly written: readonly string[];
}

/** Where the messages of an exchange come from: `somebody` is another role, or whom nothing tells of. */
function* origins(
  exchange: string,
  { phrases, world }: Rights,
  { written }: Others,
): Iterable<'somebody' | 'held' | `queue ${string}`> {
  if (written.includes(exchange)) yield 'somebody';
  for (const { name, deadLetter } of world) if (deadLetter === exchange) yield `queue ${name}`;
  for (const { verb, kind, name, other } of phrases) {
    if (kind === 'exchange' && verb === 'publish' && matches(name, exchange)) yield 'held';
    if (kind === 'exchange' && verb === 'bind' && matches(name, exchange)) yield 'somebody';
    if (verb !== 'declare' || other === undefined || !matches(other, exchange)) continue;
    for (const queue of world)
      if (queue.kind === 'queue' && matches(name, queue.name)) yield `queue ${queue.name}`;
  }
}

/** Whether each message of an exchange was the role's before it came there. */
function isOwn(exchange: string, rights: Rights, others: Others): boolean {
  const all = [...origins(exchange, rights, others)];
  const wasHeld = (origin: (typeof all)[number]): boolean => {
    const [kind, name = ''] = origin.split(' ');
    return kind === 'queue' ? rights.holds('read', name, 'queue') : kind === 'held';
  };
  return all.length > 0 && all.every(wasHeld);
}

/** What spills from the phrases of a role and adds something, as an operation without its key. */
export function spills(
  phrases: readonly Phrase[],
  world: readonly Declared[],
  others: Others,
): ReadonlySet<string> {
  const rights = new Rights(phrases, world);
  const found = new Set<string>();
  for (const { kind, name, type } of world) {
    if (rights.holds('configure', name) && !rights.holds('configure', name, kind))
      found.add(`delete ${kind} ${name}`);
    if (kind === 'queue') {
      if (rights.holds('read', name) && !rights.holds('read', name, kind))
        found.add(`consume queue ${name}`);
      continue;
    }
    const keys = type === 'topic' ? KEYS : [undefined];
    const can = keys.some((key) => rights.holds('write', name, undefined, key));
    if (can && !rights.holds('write', name, kind)) found.add(`publish exchange ${name}`);
  }
  for (const to of world)
    for (const from of world)
      if (from.kind === 'exchange' && to !== from && KEYS.some((key) => adds(to, from, key)))
        found.add(`bind ${to.kind} ${to.name} to exchange ${from.name}`);
  return found;

  function adds(to: Declared, from: Declared, key: string): boolean {
    const counting = from.type === 'topic' ? key : undefined;
    if (!rights.holds('write', to.name) || !rights.holds('read', from.name, undefined, counting))
      return false;
    const arrived = reached(`exchange ${from.name} ${key}`, rights);
    const had = isOwn(from.name, rights, others) ? reached('held', rights) : [];
    const got = new Set([...arrived, ...had]);
    const isKeyed = to.kind === 'exchange' && to.type === 'topic';
    const places = (isKeyed ? [key] : [...KEYS, to.name]).map(
      (one): Where => `${to.kind} ${to.name} ${one}`,
    );
    if (places.some((place) => got.has(place))) return false;
    if (to.kind === 'exchange' || others.read.includes(to.name)) return true;
    // The role alone has what arrives: it is nobody's but its own.
    const isHeld = got.has('held') && rights.holds('read', to.name, 'queue');
    const { deadLetter } = to;
    return !isHeld || (deadLetter !== undefined && !got.has(`exchange ${deadLetter} ${key}`));
  }
}
