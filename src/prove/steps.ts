import { boxOutside, type Box } from '../pattern/boxes.js';
import type { Bytes } from '../pattern/bytes.js';
import { firstFit } from '../pattern/name-set.js';
import { mayBeTopic } from '../policy/resources.js';
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
export interface CheckedStep {
  /** Undefined where it is the access to the vhost. */
  readonly check: Check | undefined;
  /** Whether it is the check of the routing key, which follows that of the permission itself. */
  readonly onKey: boolean;
}

/** What comes of such a check for a role. */
export interface Step extends CheckedStep {
  readonly outcome: Outcome;
}

/** What the broker checks before it permits a right, in its order, whoever asks for it. */
export function checkedSteps(
  right: Operation | Connection,
  context: Context,
): readonly CheckedStep[] {
  const steps = checksOf(right).flatMap((check) => {
    const permission = { check, onKey: false };
    return keyCounts(check, right, context) ? [permission, { check, onKey: true }] : [permission];
  });
  return [{ check: undefined, onKey: false }, ...steps];
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
  if (check.key === undefined || !keyCounts(check, right, context))
    return [{ check, onKey: false, outcome: resource() }];
  const box = [vhosts, names, firstFit(check.key)];
  const onKey: Step = { check, onKey: true, outcome: decide(check, box, boxed(held, topicBox)) };
  return [{ check, onKey: false, outcome: coveredBy(onKey) ?? resource() }, onKey];
}

/** Whether the broker checks a routing key, since the exchange may be of type topic. */
function keyCounts(check: Check, right: Operation | Connection, { resourcesOf }: Context): boolean {
  return check.key !== undefined && mayBeTopic(resourcesOf(right.vhost), check.name);
}

function coveredBy(step: Step | undefined): Outcome | undefined {
  return step?.outcome.kind === 'covered' ? step.outcome : undefined;
}

/** Whether a box is inside what some reaches give. */
function decide(check: Check | undefined, box: Box, others: Iterable<Boxed<Reach>>): Outcome {
  if (box.every(({ pattern }) => pattern.isLiteral)) return decidePoint(check, box, others);
  const found = holders(box, others);
  if (found.kind === 'alone') return { kind: 'covered', by: [found.item.from] };
  const answer = boxOutside(
    box,
    found.near.map((near) => near.box),
  );
  if (answer.kind === 'too-complex') return answer;
  if (answer.kind === 'none')
    return { kind: 'covered', by: found.near.map(({ item }) => item.from) };
  return refused(check, answer.witness);
}

/** Concrete names ask the matcher alone, which is why a batch of them is fast. */
function decidePoint(check: Check | undefined, box: Box, others: Iterable<Boxed<Reach>>): Outcome {
  const point = box.map(({ pattern }) => pattern.first);
  for (const other of others)
    if (point.every((name, at) => other.box[at]?.has(name)))
      return { kind: 'covered', by: [other.item.from] };
  return refused(check, point);
}

function refused(check: Check | undefined, [vhost, name, key]: readonly Bytes[]): Outcome {
  if (vhost === undefined) return { kind: 'too-complex' };
  return { kind: 'refused', refusal: { check, vhost, name, key } };
}
