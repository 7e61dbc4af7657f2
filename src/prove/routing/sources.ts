import { Bytes } from '../../pattern/bytes.js';
import { glob, type NameSet } from '../../pattern/name-set.js';
import { Pattern, WILDCARD } from '../../pattern/pattern.js';
import type { Resource } from '../../policy/resources.js';
import { boundFreely } from '../../rabbitmq/built-in.js';
import type { Given } from '../given.js';
import { keyPair, type KeyPair } from './topic-key.js';
import { nameOf, spotsHolding, type Effort, type Spot } from './spot.js';
import type { Step } from './step.js';

/** Names that no client can declare. Source: AMQP 0-9-1, and rabbit_channel `check_not_reserved`. */
export const RESERVED = glob(Pattern.fromParts(['amq.', WILDCARD]));

/** An exchange from which a role can make its own messages go on. */
export interface Source {
  readonly vhosts: readonly NameSet[];
  readonly name: Bytes;
  readonly keys: KeyPair;
  /** What makes the exchange, if it is the role's own. */
  readonly made: readonly Step[];
  readonly publishes: Spot['by'];
  readonly reads: Spot['by'];
}

/** What a search is about. */
export interface Search {
  readonly given: Given;
  readonly declared: readonly Resource[];
  readonly effort: Effort;
}

/**
 * The exchanges that a role can both publish to and bind something to, with a message that gets
 * through: its own, which it makes of a type that asks for no key, and those that are there.
 *
 * @param keys the routing keys that the message may have
 * @param not the name that the exchange must not have
 */
export function* sources(
  within: readonly NameSet[],
  keys: NameSet,
  not: Bytes,
  search: Search,
): Iterable<Source> {
  for (const spot of ownSpots(['configure', 'read', 'write'], within, search)) {
    const name = ownName(spot, not, search.declared);
    const key = nameOf([keys], []);
    if (name === undefined || key === undefined) continue;
    const [configure, read, write] = spot.by;
    if (configure === undefined || read === undefined || write === undefined) continue;
    const made: Step = { kind: 'exchange', name, alternate: undefined, by: [configure] };
    const pair = { key, binding: Bytes.empty };
    yield {
      vhosts: spot.vhosts,
      name,
      keys: pair,
      made: [made],
      publishes: [write],
      reads: [read],
    };
  }
  for (const item of search.declared) if (isOpen(item)) yield* fromDeclared(item);

  function* fromDeclared({ vhosts, pattern, exchangeType }: Resource): Iterable<Source> {
    const here = { vhosts: [...within, glob(vhosts)], names: [glob(pattern)], by: [] };
    for (const spot of spotsHolding(['write', 'read'], here, search.given, search.effort)) {
      const [write, read] = spot.by;
      const name = nameOf(spot.names, [glob(Pattern.fromBytes([not]))]);
      if (write === undefined || read === undefined || name === undefined) continue;
      const pair = exchangeType === 'topic' ? topicPair(write.keys, read.keys) : anyPair();
      if (pair === undefined) continue;
      yield { vhosts: spot.vhosts, name, keys: pair, made: [], publishes: [write], reads: [read] };
    }
  }

  function topicPair(written: NameSet | undefined, read: NameSet | undefined): KeyPair | undefined {
    return written === undefined || read === undefined ? undefined : keyPair([keys, written], read);
  }

  function anyPair(): KeyPair | undefined {
    const key = nameOf([keys], []);
    return key && { key, binding: key };
  }
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

/** A name that a role may declare: one that nothing has, or one that it has to delete first. */
export function ownName(
  { names }: Spot,
  not: Bytes,
  declared: readonly Resource[],
): Bytes | undefined {
  const never = [RESERVED, glob(Pattern.fromBytes([not])), glob(Pattern.literal(''))];
  const taken = declared.filter(({ place }) => place !== undefined);
  return (
    nameOf(names, [...never, ...taken.map(({ pattern }) => glob(pattern))]) ?? nameOf(names, never)
  );
}
