import { boxOutside, type Box } from '../pattern/boxes.js';
import type { Bytes } from '../pattern/bytes.js';
import { firstFit, type NameSet } from '../pattern/name-set.js';
import { Pattern } from '../pattern/pattern.js';
import { mayBeTopic, vhostsWithoutTopic } from '../policy/exchange-types.js';
import type { Connection, Operation } from '../policy/rights.js';
import { checksOf, namesOf, type Check } from './checks.js';
import type { Context } from './context.js';
import { holders, type Boxed } from './covering.js';
import type { Given } from './given.js';
import { accessBox, boxed, resourceBox, topicBox, type Reach } from './reach.js';
import type { SourcedScope } from './sourced-scope.js';

/** A point that a check refuses: a vhost, the name there, and the key if the key is refused. */
export interface Refusal {
  /** Undefined where it is the access to the vhost. */
  readonly check: Check | undefined;
  readonly vhost: Bytes;
  readonly name: Bytes | undefined;
  readonly key: Bytes | undefined;
}

/** What comes of one check: the scopes that cover all of it, or an example that none covers. */
export type Outcome =
  | { readonly kind: 'covered'; readonly by: readonly SourcedScope[] }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'too-complex' };

/** One thing that the broker checks: the access to the vhost, a permission, or a routing key. */
export interface Step {
  /** Undefined where it is the access to the vhost. */
  readonly check: Check | undefined;
  /** Whether it is the check of the routing key, which follows that of the permission itself. */
  readonly onKey: boolean;
  readonly outcome: Outcome;
}

/**
 * What the broker checks before it permits a right, in its order, each decided for all names. What
 * gives a right on keys gives that on the name, and that the access to the vhost: so what decides
 * the one is told of the other too.
 */
export function* stepsOf(
  right: Operation | Connection,
  given: Given,
  context: Context,
): Iterable<Step> {
  const vhosts = firstFit(right.vhost);
  const [first, ...more] = checksOf(right);
  const steps = first === undefined ? [] : stepsOfCheck(first, right, given, context);
  const access =
    coveredBy(steps[0]) ?? decide(undefined, [vhosts], boxed(given.reaches, accessBox));
  yield { check: undefined, onKey: false, outcome: access };
  yield* steps;
  for (const check of more) yield* stepsOfCheck(check, right, given, context);
}

/** The check of a permission, and the one of the key if the exchange may be of type topic. */
function stepsOfCheck(
  check: Check,
  right: Operation | Connection,
  given: Given,
  context: Context,
): readonly Step[] {
  const vhosts = firstFit(right.vhost);
  const names = namesOf(check.name, 'first-fit');
  const held = given.holding(check.permission, check.kind);
  const resource = (): Outcome => decide(check, [vhosts, names], boxed(held, resourceBox));
  const resources = context.resourcesOf(right.vhost);
  if (check.key === undefined || !mayBeTopic(resources, right.vhost, check.name))
    return [{ check, onKey: false, outcome: resource() }];
  const box = [vhosts, names, firstFit(check.key)];
  const keyed = boxed(held, topicBox);
  const unchecked = right.vhost.isLiteral ? [] : vhostsWithoutTopic(resources, check.name);
  if (unchecked.length === 0) {
    const onKey: Step = { check, onKey: true, outcome: decide(check, box, keyed) };
    return [{ check, onKey: false, outcome: coveredBy(onKey) ?? resource() }, onKey];
  }
  const outcome = decide(check, box, [...keyed, ...unchecked.map(everythingIn)]);
  return [
    { check, onKey: false, outcome: resource() },
    { check, onKey: true, outcome },
  ];
}

const EVERYTHING = firstFit(Pattern.any);

/** Every name and key of some vhosts, where no key is checked and so no scope is needed. */
function everythingIn(vhosts: NameSet): Boxed<undefined> {
  return { box: [vhosts, EVERYTHING, EVERYTHING], item: undefined };
}

function coveredBy(step: Step | undefined): Outcome | undefined {
  return step?.outcome.kind === 'covered' ? step.outcome : undefined;
}

/** What lets a check pass: a reach, or undefined where it needs none. */
type Passing = Reach | undefined;

function coveredByItems(items: readonly Passing[]): Outcome {
  return { kind: 'covered', by: items.flatMap((item) => item?.from ?? []) };
}

/** Whether a box is inside what some reaches give, or where nothing is needed. */
function decide(check: Check | undefined, box: Box, others: Iterable<Boxed<Passing>>): Outcome {
  if (box.every(({ pattern }) => pattern.isLiteral)) return decidePoint(check, box, others);
  const found = holders(box, others);
  if (found.kind === 'alone') return coveredByItems([found.item]);
  const answer = boxOutside(
    box,
    found.near.map((near) => near.box),
  );
  if (answer.kind === 'too-complex') return answer;
  if (answer.kind === 'none') return coveredByItems(found.near.map(({ item }) => item));
  return refused(check, answer.witness);
}

/** Concrete names ask the matcher alone, which is why a batch of them is fast. */
function decidePoint(
  check: Check | undefined,
  box: Box,
  others: Iterable<Boxed<Passing>>,
): Outcome {
  const point = box.map(({ pattern }) => pattern.first);
  for (const other of others)
    if (point.every((name, at) => other.box[at]?.has(name))) return coveredByItems([other.item]);
  return refused(check, point);
}

function refused(check: Check | undefined, [vhost, name, key]: readonly Bytes[]): Outcome {
  if (vhost === undefined) return { kind: 'too-complex' };
  return { kind: 'refused', refusal: { check, vhost, name, key } };
}
