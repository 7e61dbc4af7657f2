import { glob } from '../pattern/name-set.js';
import { mayMeet } from '../pattern/overlap.js';
import type { Connection, Operation } from '../policy/rights.js';
import { every } from '../rabbitmq/claims.js';
import type { Engine, Release } from '../rabbitmq/engines.js';
import { checksOf, namesOf, type Check } from './checks.js';
import type { Context } from './context.js';
import type { Given } from './given.js';
import { notTopic } from './not-topic.js';
import type { Reach } from './reach.js';
import { both, exampleOf, mayHold, type Example, type Region } from './region.js';

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

/** One way in which one check can be passed: a scope, and where it passes. */
interface Way {
  readonly check: Check | undefined;
  readonly reach: Reach;
  readonly region: Region;
}

/**
 * Decides whether scopes permit anything of an operation, its wildcards read as any text, in one
 * vhost and with all its permissions. An exchange of unknown type counts as not topic. Tags and the
 * right to deploy are not counted here: see `walks-round.ts`.
 */
export function possible(
  right: Operation | Connection,
  given: Given,
  context: Context,
): Possibility {
  const strict = search(right, given, context, false);
  if (strict.kind !== 'no') return strict;
  const releases = withoutCcCheck(context.engine);
  if (releases.length === 0) return strict;
  const loose = search(right, given, context, true);
  if (loose.kind !== 'yes') return loose;
  return { kind: 'yes', permitted: { ...loose.permitted, throughHeaders: releases } };
}

/** The releases that check the routing key of a message, but not those in its CC and BCC headers. */
function withoutCcCheck(engine: Engine): readonly Release[] {
  return engine.releases.filter(
    (release) => !every({ ...engine, releases: [release] }, 'ccBccChecked'),
  );
}

function search(
  right: Operation | Connection,
  given: Given,
  context: Context,
  anyCcKey: boolean,
): Possibility {
  const start = regionOf(right);
  const choices =
    right.type === 'connect'
      ? [given.reaches.map((reach) => ({ check: undefined, reach, region: inVhosts(reach) }))]
      : checksOf(right).map((check) => waysOf(check, right, given, context, anyCcKey));
  const near = choices.map((ways) => ways.filter(({ region }) => mayHold(both(start, region))));
  if (near.some((ways) => ways.length === 0)) return { kind: 'no' };
  return choose(near, start, []);
}

/** What the right itself says of the variables. */
function regionOf(right: Operation | Connection): Region {
  const vhost = { all: [glob(right.vhost)], none: [] };
  if (right.type === 'connect') return { vhost };
  const { name, other, key } = right;
  return {
    vhost,
    name: { all: [namesOf(name.pattern, 'glob')], none: [] },
    ...(other && { other: { all: [namesOf(other.pattern, 'glob')], none: [] } }),
    ...(key && { key: { all: [glob(key.pattern)], none: [] } }),
  };
}

function inVhosts({ vhosts }: Reach): Region {
  return { vhost: { all: [vhosts], none: [] } };
}

/** The ways to pass a check: where no key counts, or with the key where it does. */
function waysOf(
  check: Check,
  right: Operation,
  given: Given,
  context: Context,
  anyCcKey: boolean,
): readonly Way[] {
  const open = check.key && notTopic(check, context.resourcesOf(right.vhost));
  const [vhosts, names] = [glob(right.vhost), glob(check.name)];
  return given.holding(check.permission, check.kind).flatMap((reach) => {
    // Most scopes are about other things, and every role is asked: the quickest look comes first.
    if (!mayMeet(vhosts, reach.vhosts) || !mayMeet(names, reach.names)) return [];
    const held = both(inVhosts(reach), { [check.on]: { all: [reach.names], none: [] } });
    if (open === undefined) return [{ check, reach, region: held }];
    const ways = open.map((names) => ({
      check,
      reach,
      region: both(held, { [check.on]: names }),
    }));
    const { keys } = reach;
    if (keys === undefined || keys.pattern.isNothing) return ways;
    // Only what is published has headers that carry further keys.
    const key = anyCcKey && check.permission === 'write' ? {} : { key: { all: [keys], none: [] } };
    return [...ways, { check, reach, region: both(held, key) }];
  });
}

/** Looks for one way for every check that have a point in common, depth first. */
function choose(
  choices: readonly (readonly Way[])[],
  region: Region,
  by: readonly Way[],
): Possibility {
  const found = exampleOf(region);
  if (found.kind !== 'witness') return { kind: found.kind === 'none' ? 'no' : 'too-complex' };
  const [ways, ...rest] = choices;
  if (ways === undefined)
    return { kind: 'yes', permitted: { example: found.witness, by, throughHeaders: undefined } };
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
