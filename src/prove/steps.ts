import { firstFit, glob, type NameSet } from '../pattern/name-set.js';
import { Pattern } from '../pattern/pattern.js';
import { mayBeTopic, vhostsWithoutTopic } from '../policy/resources/exchange-types.js';
import { freedomOf, leftOf, refusalOf } from '../access/fixed-answers.js';
import type { Connection, Operation } from '../policy/phrases/rights.js';
import type { FixedAnswer } from '../rabbitmq/fixed-answers.js';
import { checksOf, namesOf, permissionsOf, vhostsOf, type Check } from '../access/checks.js';
import type { Context } from '../access/context.js';
import type { Boxed } from '../access/covering.js';
import { decide, type Outcome, type Passing } from './decide.js';
import type { Given } from '../access/given.js';
import { accessBox, boxed, resourceBox, topicBox } from '../access/reach.js';

/** One thing that the broker checks: the access to the vhost, a permission, or a routing key. */
export interface CheckedStep {
  /** Undefined where it is the access to the vhost. */
  readonly check: Check | undefined;
  /** Whether it is the check of the routing key, which follows that of the permission itself. */
  readonly onKey: boolean;
  /** What the broker answers there whatever the scopes say; there is no other check then. */
  readonly fixed?: FixedAnswer;
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
  const fixed = fixedStep(right, context);
  if (fixed?.fixed?.answer === 'refused') return [fixed];
  if (fixed !== undefined) return [{ check: undefined, onKey: false }, fixed];
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
  const fixed = fixedStep(right, context);
  if (fixed?.fixed?.answer === 'refused') {
    yield { ...fixed, outcome: { kind: 'barred', by: fixed.fixed } };
    return;
  }
  const [first, ...more] = fixed === undefined ? checksOf(right) : [];
  const steps = first === undefined ? [] : stepsOfCheck(first, right, given, context);
  const access =
    coveredBy(steps[0]) ?? decide(undefined, [vhosts], boxed(given.reaches, accessBox));
  yield { check: undefined, onKey: false, outcome: access };
  if (fixed !== undefined) yield { ...fixed, outcome: { kind: 'covered', by: [] } };
  yield* steps;
  for (const check of more) yield* stepsOfCheck(check, right, given, context);
}

/** What the broker answers to all of a right whatever the scopes say, if it does. */
function fixedStep(right: Operation | Connection, { engine }: Context): CheckedStep | undefined {
  if (right.type === 'connect') return undefined;
  const free = right.name.pattern.isLiteral ? freedomOf(right) : undefined;
  const fixed = refusalOf(right, 'first-fit', engine) ?? free;
  return fixed && { check: undefined, onKey: false, fixed };
}

/** Names of a check for which the broker asks for no permission, or permits nobody anything. */
interface Needless {
  readonly none: readonly NameSet[];
  /** Some of them that count all the same. */
  readonly but: readonly NameSet[];
}

function needless(check: Check, right: Operation | Connection, { engine }: Context): Needless {
  if (right.type === 'connect') return { none: [], but: [] };
  const left = leftOf(right, 'first-fit', engine).filter(({ by }) => by.on === check.on);
  const free = check.on === 'name' ? freedomOf(right) : undefined;
  const names = [...left.map(({ by }) => by), ...(free === undefined ? [] : [free])];
  const isFree = (set: NameSet): boolean =>
    free?.names.some(({ key }) => key === set.pattern.key) ?? false;
  return {
    none: names.flatMap((row) => row.names.map((pattern) => glob(pattern))),
    but: left.flatMap(({ spared }) => spared).filter((set) => !isFree(set)),
  };
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
  const { none, but } = needless(check, right, context);
  const resource = (): Outcome =>
    together(
      decide(
        check,
        [vhosts, names],
        [
          ...boxed(held, resourceBox),
          ...none.map((set): Boxed<undefined> => ({ box: [EVERYTHING, set], item: undefined })),
        ],
      ),
      ...but.map((set) => decide(check, [vhosts, set], boxed(held, resourceBox))),
    );
  const resources = context.resourcesOf(right.vhost);
  if (check.key === undefined || !keyCounts(check, right, context))
    return [{ check, onKey: false, outcome: resource() }];
  const box = [vhosts, names, firstFit(check.key)];
  const keyed: readonly Boxed<Passing>[] = [
    ...boxed(held, topicBox),
    ...none.map((set) => ({ box: [EVERYTHING, set, EVERYTHING], item: undefined })),
  ];
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

/** The first of some outcomes that is none of all being covered, or that they are. */
function together(first: Outcome, ...more: readonly Outcome[]): Outcome {
  const failed = [first, ...more].find(({ kind }) => kind !== 'covered');
  if (failed !== undefined || more.length === 0) return failed ?? first;
  const by = [first, ...more].flatMap((one) => (one.kind === 'covered' ? one.by : []));
  return { kind: 'covered', by: [...new Set(by)] };
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
