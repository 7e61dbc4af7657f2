import { recalled, type Priced } from '../../pattern/meter.js';
import { glob, nonEmpty, type NameSet } from '../../pattern/name-set.js';
import { mayMeet } from '../../pattern/overlap.js';
import { Pattern } from '../../pattern/pattern.js';
import { freedomOf, leftOf } from '../../access/fixed-answers.js';
import { thingsOf } from '../../policy/phrases/things.js';
import type { Connection, Operation } from '../../policy/phrases/rights.js';
import type { Engine } from '../../rabbitmq/engines.js';
import type { FixedAnswer } from '../../access/protocols/protocol.js';
import {
  leastChecksOf,
  namesOf,
  permissionsOf,
  vhostsOf,
  type Check,
} from '../../access/checks.js';
import type { Context } from '../../access/context.js';
import type { Given } from '../../access/given.js';
import { notTopic, type NotTopic } from './not-topic.js';
import type { Reach } from '../../access/reach.js';
import { possibleAtPoint } from './at-point.js';
import type { PermittedBy, Possibility } from './permitted.js';
import {
  both,
  exampleOf,
  isHeld,
  mayHold,
  type Example,
  type NameRegion,
  type Conditions,
  type Variable,
} from './region.js';

/** A question about scopes, ready to be asked of many roles. */
export type PossibilityQuestion = (given: Given) => Possibility;

/** A check to be passed, with the names that it is about, and where no key counts of what a scope reaches. */
interface Condition {
  readonly check: Check | undefined;
  readonly names: NameSet | undefined;
  readonly open: ((reach: Reach) => NotTopic) | undefined;
}

/** One way in which one check can be passed, and where it passes. */
interface Way extends PermittedBy {
  readonly region: Conditions;
}

/** Whether scopes permit anything of a right; see `asking`. */
export function possible(
  right: Operation | Connection,
  given: Given,
  context: Context,
): Possibility {
  return possibleAtPoint(right, given, context) ?? asking(right, context)(given);
}

/**
 * Asks whether scopes permit anything of an operation, its wildcards read as any text, in one vhost
 * and with all its permissions. An exchange of unknown type counts as not topic. Tags and the right
 * to deploy are not counted here: see `walks-round.ts`.
 */
export function asking(right: Operation | Connection, context: Context): PossibilityQuestion {
  const starts = startsOf(right, context);
  const asked = askedOf(right, context);
  const free = right.type === 'operation' ? freedomOf(right) : undefined;
  const publishesKeys = asked.some(({ check }) => check !== undefined && hasHeaders(check));
  const unchecked = publishesKeys ? context.withoutHeaderCheck : [];
  return (given) => {
    const strict = search(starts, { asked, free, vhost: right.vhost }, given, false);
    if (strict.kind !== 'no' || unchecked.length === 0) return strict;
    const loose = search(starts, { asked, free, vhost: right.vhost }, given, true);
    if (loose.kind !== 'yes') return loose;
    return { kind: 'yes', permitted: { ...loose.permitted, throughHeaders: unchecked } };
  };
}

/** Only what is published has headers that carry further keys. */
function hasHeaders({ permission, key }: Check): boolean {
  return permission === 'write' && key !== undefined;
}

/** What the right says of the variables, without what the broker refuses to everybody. */
function startsOf(right: Operation | Connection, { engine }: Context): readonly Conditions[] {
  const start = regionOf(right);
  return right.type === 'connect'
    ? [start]
    : regionsLeft(right, engine).map((left) => both(start, left));
}

/**
 * Where an operation may be permitted to anybody at all: everywhere but where the broker refuses it
 * whatever the scopes say. It is what all the regions hold together, and nothing where there is none.
 */
function regionsLeft(operation: Operation, engine: Engine): readonly Conditions[] {
  let regions: readonly Conditions[] = [{}];
  for (const { by, others, spared } of leftOf(operation, 'glob', engine)) {
    const besides = { [by.on]: { all: [], none: by.names.map((names) => glob(names)) } };
    const left: Conditions[] = [
      ...(others ? [besides] : []),
      ...spared.map((names) => ({ [by.on]: { all: [names], none: [] } })),
    ];
    regions = regions.flatMap((region) => left.map((one) => both(region, one)));
  }
  return regions;
}

/** What the right itself says of the variables. */
function regionOf(right: Operation | Connection): Conditions {
  const vhost = { all: [vhostsOf(right.vhost, 'glob')], none: [] };
  if (right.type === 'connect') return { vhost };
  const region: Partial<Record<Variable, NameRegion>> = { vhost };
  for (const { on, named } of thingsOf(right))
    region[on] = { all: [namesOf(named.pattern, 'glob')], none: [] };
  if (right.key !== undefined) region.key = { all: [glob(right.key.pattern)], none: [] };
  return region;
}

/** What is asked of the scopes: the access alone for a connection. */
function askedOf(right: Operation | Connection, context: Context): readonly Condition[] {
  if (right.type === 'connect') return [{ check: undefined, names: undefined, open: undefined }];
  return leastChecksOf(right).map((check) => ({
    check,
    names: namesOf(check.name, 'glob'),
    open: check.key && openFor(check, right.vhost, context),
  }));
}

/** Many scopes are about the same vhosts, so what is found is kept. */
function openFor(check: Check, vhost: Pattern, context: Context): (reach: Reach) => NotTopic {
  const known = new Map<NameSet, Priced<NotTopic>>();
  return ({ vhosts }) => {
    const within = vhost.isLiteral ? glob(vhost) : vhosts;
    return recalled(
      known.get(within),
      () => notTopic(check, within, context),
      (found) => known.set(within, found),
      () => ({ regions: [], complete: false }),
    );
  };
}

/** What is looked for. */
interface Sought {
  readonly asked: readonly Condition[];
  readonly free: FixedAnswer | undefined;
  readonly vhost: Pattern;
}

function search(
  starts: readonly Conditions[],
  { asked, free, vhost }: Sought,
  given: Given,
  anyHeaderKey: boolean,
): Possibility {
  if (starts.length === 0) return { kind: 'no' };
  const vhosts = glob(vhost);
  const choices: Way[][] = [];
  let complete = true;
  for (const one of asked) {
    const ways: Way[] = [];
    for (const reach of holding(one, given)) {
      if (!reach.mayReach(vhost, one.check?.name)) continue;
      if (one.names !== undefined && !mayMeet(one.names, reach.names)) continue;
      if (!mayMeet(vhosts, reach.vhosts)) continue;
      const open = one.open?.(reach);
      ways.push(...waysOf(one.check, reach, open?.regions, anyHeaderKey));
      complete &&= open?.complete ?? true;
    }
    if (free !== undefined) ways.push(...freeWays(one.check, free, given));
    if (ways.length === 0) return { kind: complete ? 'no' : 'too-complex' };
    choices.push(ways);
  }
  let answer: Possibility = { kind: complete ? 'no' : 'too-complex' };
  for (const start of starts) {
    const found = choose(choices, start, []);
    if (found.kind === 'yes') return found;
    if (found.kind === 'too-complex') answer = found;
  }
  return answer;
}

/** The ways past a check of what the broker checks for nobody: access to the vhost is enough. */
function freeWays(check: Check | undefined, free: FixedAnswer, { reaches }: Given): readonly Way[] {
  return reaches.flatMap((reach) =>
    free.names.map((pattern) => {
      const name = { all: [glob(pattern)], none: [] };
      return { check, reach, free, region: { vhost: { all: [reach.vhosts], none: [] }, name } };
    }),
  );
}

function holding({ check }: Condition, given: Given): readonly Reach[] {
  if (check === undefined) return given.reaches;
  return permissionsOf(check).flatMap((permission) => given.holding(permission, check.kind));
}

/** The ways to pass a check by one scope: where no key counts, or with the key where it does. */
function waysOf(
  check: Check | undefined,
  reach: Reach,
  open: readonly Conditions[] | undefined,
  anyHeaderKey: boolean,
): readonly Way[] {
  const inVhosts: Conditions = { vhost: { all: [reach.vhosts], none: [] } };
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
  region: Conditions,
  by: readonly Way[],
): Possibility {
  const [ways, ...rest] = choices;
  if (ways === undefined) {
    const found = exampleOf(region);
    if (found.kind !== 'witness') return { kind: found.kind === 'none' ? 'no' : 'too-complex' };
    const example = inNamedVhost(region, found.witness);
    return { kind: 'yes', permitted: { example, by, throughHeaders: undefined } };
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

/** The example in a vhost that has a name, if there is one. */
function inNamedVhost(region: Conditions, example: Example): Example {
  if (example.vhost?.length !== 0) return example;
  const named = exampleOf(both(region, { vhost: { all: [NAMED], none: [] } }));
  return named.kind === 'witness' ? named.witness : example;
}

const NAMED = nonEmpty(glob(Pattern.any));
