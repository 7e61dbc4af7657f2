import { firstFit, type NameSet } from '../pattern/name-set.js';
import { Pattern } from '../pattern/pattern.js';
import { mayBeTopic, vhostsWithoutTopic } from '../policy/exchange-types.js';
import type { Connection, Operation } from '../policy/rights.js';
import { checksOf, namesOf, permissionsOf, vhostsOf, type Check } from './checks.js';
import type { Context } from './context.js';
import type { Boxed } from './covering.js';
import { decide, type Outcome } from './decide.js';
import type { Given } from './given.js';
import { accessBox, boxed, resourceBox, topicBox } from './reach.js';

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
  const vhosts = vhostsOf(right.vhost, 'first-fit');
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
  const vhosts = vhostsOf(right.vhost, 'first-fit');
  const names = namesOf(check.name, 'first-fit');
  const held = permissionsOf(check).flatMap((permission) => given.holding(permission, check.kind));
  const resource = (): Outcome => decide(check, [vhosts, names], boxed(held, resourceBox));
  const resources = context.resourcesOf(right.vhost);
  if (check.key === undefined || !keyCounts(check, right, context))
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

/** Whether the broker checks a routing key, since the exchange may be of type topic. */
function keyCounts(check: Check, right: Operation | Connection, { resourcesOf }: Context): boolean {
  const { vhost } = right;
  return check.key !== undefined && mayBeTopic(resourcesOf(vhost), vhost, check.name);
}

function coveredBy(step: Step | undefined): Outcome | undefined {
  return step?.outcome.kind === 'covered' ? step.outcome : undefined;
}
