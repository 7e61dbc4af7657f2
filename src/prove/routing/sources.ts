import { Bytes } from '../../pattern/bytes.js';
import { glob, type NameSet } from '../../pattern/name-set.js';
import { Pattern, WILDCARD } from '../../pattern/pattern.js';
import type { Resource } from '../../policy/resources/resources.js';
import { boundFreely } from '../../access/protocols/protocols.js';
import type { Given } from '../../access/given.js';
import { keyPair, type KeyPair } from './topic-key.js';
import { nameOf, spotsHolding, type Effort, type Spot } from './spot.js';
import type { WalkStep } from './step.js';

/** Names that no client can declare. Source: AMQP 0-9-1, and rabbit_channel `check_not_reserved`. */
export const RESERVED = glob(Pattern.fromParts(['amq.', WILDCARD]));

/** The binding key that takes every message. */
const ALL_KEYS = Bytes.fromText('#');

/** An exchange from which a role can make its own messages go on. */
export interface MessageSource {
  readonly vhosts: readonly NameSet[];
  readonly name: Bytes;
  readonly keys: KeyPair;
  /** What makes the exchange, if it is the role's own. */
  readonly made: readonly WalkStep[];
  /** What brings a message there. */
  readonly feed: readonly WalkStep[];
  readonly reads: Spot['by'];
}

/** What a search is about. */
export interface Search {
  readonly given: Given;
  readonly declared: readonly Resource[];
  readonly effort: Effort;
  /** Whether a release that may run lets clients of AMQP 1.0 name any alternate exchange. */
  readonly isAlternateFree: boolean;
  /** The name of the exchange that it is about, which stays as it is. */
  readonly guarded: NameSet | undefined;
  /** What is being followed, and with which keys: a way that goes there again goes round in a circle. */
  readonly followed: readonly { readonly item: Resource; readonly keys: string }[];
}

/** What brings a message to an exchange by what is declared already, with one of some keys. */
export type Fed = (
  vhosts: readonly NameSet[],
  name: NameSet,
  keys: NameSet,
) => Iterable<{
  readonly vhosts: readonly NameSet[];
  readonly key: Bytes;
  readonly steps: readonly WalkStep[];
}>;

/**
 * The exchanges that a role can both publish to and bind something to, with a message that gets
 * through: its own, which it makes of a type that asks for no key, and those that are there.
 *
 * @param keys the routing keys that the message may have
 * @param not the name that the exchange must not have
 */
export function* routingSources(
  within: readonly NameSet[],
  keys: NameSet,
  not: Bytes,
  search: Search,
  fed: Fed,
): Iterable<MessageSource> {
  const { given, effort } = search;
  for (const spot of ownSpots(['configure', 'read', 'write'], within, search)) {
    const name = ownExchange(spot, not, search);
    const key = nameOf([keys], []);
    if (name === undefined || key === undefined) continue;
    const [configure, read, write] = spot.by;
    if (configure === undefined || read === undefined || write === undefined) continue;
    const made: WalkStep = { kind: 'exchange', name, alternate: undefined, by: [configure] };
    const keyPairs = { key, binding: Bytes.empty };
    const feed = [publishing(name, key, [write])];
    yield { vhosts: spot.vhosts, name, keys: keyPairs, made: [made], feed, reads: [read] };
  }
  for (const item of search.declared) if (isOpen(item)) yield* fromDeclared(item);

  function* fromDeclared({ vhosts, pattern, exchangeType }: Resource): Iterable<MessageSource> {
    const here = { vhosts: [...within, glob(vhosts)], names: [glob(pattern)], by: [] };
    const isTopic = exchangeType === 'topic';
    const others = [glob(Pattern.fromBytes([not]))];
    for (const { vhosts: at, names, by } of spotsHolding(['read'], here, given, effort)) {
      const [read] = by;
      const spot = { vhosts: at, names, by: [] };
      for (const { by: written, ...both } of spotsHolding(['write'], spot, given, effort)) {
        const [write] = written;
        const name = nameOf(both.names, others);
        if (write === undefined || name === undefined) continue;
        const pair = isTopic ? topicPair([keys, write.keys], read?.keys) : anyPair();
        if (pair === undefined) continue;
        const feed = [publishing(name, pair.key, written)];
        yield { vhosts: both.vhosts, name, keys: pair, made: [], feed, reads: by };
      }
      const name = nameOf(names, others);
      if (name === undefined) continue;
      const one = glob(Pattern.fromBytes([name]));
      const sought = soughtOf(isTopic ? read?.keys : undefined);
      for (const { vhosts: where, key, steps } of fed(at, one, sought)) {
        const brought = glob(Pattern.fromBytes([key]));
        const pair = isTopic ? topicPair([brought], read?.keys) : { key, binding: key };
        if (pair === undefined) continue;
        yield { vhosts: where, name, keys: pair, made: [], feed: steps, reads: by };
      }
    }
  }

  /** The keys to be brought: any where one binding takes all of them, else one that some binding takes. */
  function soughtOf(read: NameSet | undefined): NameSet {
    const pair = read?.has(ALL_KEYS) === false ? keyPair([keys], read) : undefined;
    return pair === undefined ? keys : glob(Pattern.fromBytes([pair.key]));
  }

  function topicPair(
    written: readonly (NameSet | undefined)[],
    read: NameSet | undefined,
  ): KeyPair | undefined {
    const [first, ...more] = written.flatMap((set) => set ?? []);
    const isComplete = first !== undefined && more.length + 1 === written.length;
    return isComplete && read !== undefined ? keyPair([first, ...more], read) : undefined;
  }

  function anyPair(): KeyPair | undefined {
    const key = nameOf([keys], []);
    return key && { key, binding: key };
  }
}

/** A message published by some reaches. */
export function publishing(
  exchange: Bytes,
  key: Bytes,
  by: Spot['by'],
): Extract<WalkStep, { kind: 'publish' }> {
  return { kind: 'publish', exchange, key, cc: undefined, expires: false, by };
}

/** Whether a thing is an exchange that clients can publish to and bind, by permission alone. */
export function isOpen({ kind, pattern, place }: Resource): boolean {
  return kind === 'exchange' && (place !== undefined || boundFreely(pattern));
}

/** Where a role holds permissions on names that it may declare. */
export function ownSpots(
  permissions: Parameters<typeof spotsHolding>[0],
  within: readonly NameSet[],
  { given, effort }: Search,
): readonly Spot[] {
  const here = { vhosts: within, names: [glob(Pattern.any)], by: [] };
  return spotsHolding(permissions, here, given, effort);
}

/** A name that a role may give a queue: one that nothing has, or one that it has to delete first. */
export function ownQueue({ names }: Spot, { declared }: Search): Bytes | undefined {
  return ownName(names, [], declared);
}

/** A name that a role may give an exchange, which is not that of another nor the guarded one. */
export function ownExchange(
  { names }: Spot,
  not: Bytes,
  { declared, guarded }: Search,
): Bytes | undefined {
  const others = [glob(Pattern.fromBytes([not])), ...(guarded === undefined ? [] : [guarded])];
  return ownName(names, others, declared);
}

function ownName(
  names: readonly NameSet[],
  not: readonly NameSet[],
  declared: readonly Resource[],
): Bytes | undefined {
  const never = [RESERVED, glob(Pattern.literal('')), ...not];
  const taken = declared.filter(({ place }) => place !== undefined);
  return (
    nameOf(names, [...never, ...taken.map(({ pattern }) => glob(pattern))]) ?? nameOf(names, never)
  );
}
