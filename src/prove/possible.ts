import { glob, type NameSet } from '../pattern/name-set.js';
import { mayMeet } from '../pattern/overlap.js';
import type { Pattern } from '../pattern/pattern.js';
import { thingOf } from '../policy/needs.js';
import type { Connection, Operation } from '../policy/rights.js';
import type { Release } from '../rabbitmq/engines.js';
import { leastChecksOf, namesOf, permissionsOf, vhostsOf, type Check } from './checks.js';
import type { Context } from './context.js';
import type { Given } from './given.js';
import { notTopic, type NotTopic } from './not-topic.js';
import type { Reach } from './reach.js';
import { both, exampleOf, isHeld, mayHold, type Example, type Region } from './region.js';

/** How an operation is permitted: an example of it, and the scopes that permit each check. */
export interface Permitted {
  readonly example: Example;
  readonly by: readonly { readonly check: Check | undefined; readonly reach: Reach }[];
  /**
   * The releases that permit it only because they do not check the routing keys in the CC and BCC
   * headers of a message; undefined where every release permits it by itself.
   */
  readonly throughHeaders: readonly Release[] | undefined;
}

/** Whether scopes permit anything of what a right says; `no` is proved. */
export type Possibility =
  | { readonly kind: 'yes'; readonly permitted: Permitted }
  | { readonly kind: 'no' }
  | { readonly kind: 'too-complex' };

/** A question about scopes, ready to be asked of many roles. */
export type Question = (given: Given) => Possibility;

/** A check with the names that it is about, and where no key counts of what a scope reaches. */
interface Asked {
  readonly check: Check | undefined;
  readonly names: NameSet | undefined;
  readonly open: ((reach: Reach) => NotTopic) | undefined;
}

/** One way in which one check can be passed: a scope, and where it passes. */
interface Way {
  readonly check: Check | undefined;
  readonly reach: Reach;
  readonly region: Region;
}

/** Whether scopes permit anything of a right; see `asking`. */
export function possible(
  right: Operation | Connection,
  given: Given,
  context: Context,
): Possibility {
  return asking(right, context)(given);
}

/**
 * Asks whether scopes permit anything of an operation, its wildcards read as any text, in one vhost
 * and with all its permissions. An exchange of unknown type counts as not topic. Tags and the right
 * to deploy are not counted here: see `walks-round.ts`.
 */
export function asking(right: Operation | Connection, context: Context): Question {
  const start = regionOf(right);
  const asked = askedOf(right, context);
  const publishesKeys = asked.some(({ check }) => check !== undefined && hasHeaders(check));
  const unchecked = publishesKeys ? context.withoutHeaderCheck : [];
  return (given) => {
    const strict = search(start, asked, right.vhost, given, false);
    if (strict.kind !== 'no' || unchecked.length === 0) return strict;
    const loose = search(start, asked, right.vhost, given, true);
    if (loose.kind !== 'yes') return loose;
    return { kind: 'yes', permitted: { ...loose.permitted, throughHeaders: unchecked } };
  };
}

/** Only what is published has headers that carry further keys. */
function hasHeaders({ permission, key }: Check): boolean {
  return permission === 'write' && key !== undefined;
}

/** What the right itself says of the variables. */
function regionOf(right: Operation | Connection): Region {
  const vhost = { all: [vhostsOf(right.vhost, 'glob')], none: [] };
  if (right.type === 'connect') return { vhost };
  const { name, other, key } = right;
  const partitions = thingOf(right, 'partitions')?.named;
  return {
    vhost,
    name: { all: [namesOf(name.pattern, 'glob')], none: [] },
    ...(partitions && { partitions: { all: [namesOf(partitions.pattern, 'glob')], none: [] } }),
    ...(other && { other: { all: [namesOf(other.pattern, 'glob')], none: [] } }),
    ...(key && { key: { all: [glob(key.pattern)], none: [] } }),
  };
}

/** What is asked of the scopes: the access alone for a connection. */
function askedOf(right: Operation | Connection, context: Context): readonly Asked[] {
  if (right.type === 'connect') return [{ check: undefined, names: undefined, open: undefined }];
  return leastChecksOf(right).map((check) => ({
    check,
    names: namesOf(check.name, 'glob'),
    open: check.key && openFor(check, right.vhost, context),
  }));
}

/** Many scopes are about the same vhosts, so what is found is kept. */
function openFor(check: Check, vhost: Pattern, context: Context): (reach: Reach) => NotTopic {
  const known = new Map<NameSet, NotTopic>();
  return ({ vhosts }) => {
    const within = vhost.isLiteral ? glob(vhost) : vhosts;
    const found = known.get(within) ?? notTopic(check, within, context);
    known.set(within, found);
    return found;
  };
}

function search(
  start: Region,
  asked: readonly Asked[],
  vhost: Operation['vhost'],
  given: Given,
  anyHeaderKey: boolean,
): Possibility {
  const vhosts = glob(vhost);
  const choices: Way[][] = [];
  let complete = true;
  for (const one of asked) {
    const ways: Way[] = [];
    for (const reach of holding(one, given)) {
      if (one.names !== undefined && !mayMeet(one.names, reach.names)) continue;
      if (!mayMeet(vhosts, reach.vhosts)) continue;
      const open = one.open?.(reach);
      ways.push(...waysOf(one.check, reach, open?.regions, anyHeaderKey));
      complete &&= open?.complete ?? true;
    }
    if (ways.length === 0) return { kind: complete ? 'no' : 'too-complex' };
    choices.push(ways);
  }
  const answer = choose(choices, start, []);
  return answer.kind === 'no' && !complete ? { kind: 'too-complex' } : answer;
}

function holding({ check }: Asked, given: Given): readonly Reach[] {
  if (check === undefined) return given.reaches;
  return permissionsOf(check).flatMap((permission) => given.holding(permission, check.kind));
}

/** The ways to pass a check by one scope: where no key counts, or with the key where it does. */
function waysOf(
  check: Check | undefined,
  reach: Reach,
  open: readonly Region[] | undefined,
  anyHeaderKey: boolean,
): readonly Way[] {
  const inVhosts: Region = { vhost: { all: [reach.vhosts], none: [] } };
  if (check === undefined) return [{ check, reach, region: inVhosts }];
  const held = both(inVhosts, { [check.on]: { all: [reach.names], none: [] } });
  if (open === undefined) return [{ check, reach, region: held }];
  const ways = open.map((region) => ({ check, reach, region: both(held, region) }));
  const { keys } = reach;
  if (keys === undefined || keys.pattern.isNothing) return ways;
  const anyKey = anyHeaderKey && hasHeaders(check);
  const region = anyKey ? held : both(held, { key: { all: [keys], none: [] } });
  return [...ways, { check, reach, region }];
}

/** Looks for one way for every check that have a point in common, depth first. */
function choose(
  choices: readonly (readonly Way[])[],
  region: Region,
  by: readonly Way[],
): Possibility {
  const [ways, ...rest] = choices;
  if (ways === undefined) {
    const found = exampleOf(region);
    if (found.kind !== 'witness') return { kind: found.kind === 'none' ? 'no' : 'too-complex' };
    return { kind: 'yes', permitted: { example: found.witness, by, throughHeaders: undefined } };
  }
  const held = isHeld(region);
  if (held !== 'yes') return { kind: held };
  let answer: Possibility = { kind: 'no' };
  for (const way of ways) {
    const narrower = both(region, way.region);
    if (!mayHold(narrower)) continue;
    const deeper = choose(rest, narrower, [...by, way]);
    if (deeper.kind === 'yes') return deeper;
    if (deeper.kind === 'too-complex') answer = deeper;
  }
  return answer;
}
