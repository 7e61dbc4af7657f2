import { grantsOf } from '../aws/mq-rights.js';
import { boxOutside, type Box } from '../pattern/boxes.js';
import type { Bytes } from '../pattern/bytes.js';
import { firstFit } from '../pattern/name-set.js';
import { mayBeTopic } from '../policy/resources.js';
import type { Connection, Operation, Right } from '../policy/rights.js';
import { checksOf, namesOf, type Check } from './checks.js';
import type { Context } from './context.js';
import { holders, type Boxed } from './covering.js';
import type { Given, GivenApi } from './given.js';
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

/** What decides one check: the scopes that cover it. */
export interface Covered {
  readonly check: Check | undefined;
  readonly by: readonly SourcedScope[];
}

/**
 * Whether a role surely can do all that a right says. `yes` names for each check what covers it, `no`
 * the first check that refuses something, with an example; tags and API rights have no checks.
 */
export type Certainty =
  | {
      readonly kind: 'yes';
      readonly covered: readonly Covered[];
      readonly api: readonly GivenApi[];
    }
  | { readonly kind: 'no'; readonly refusal: Refusal | undefined }
  | { readonly kind: 'too-complex' };

/**
 * Decides for all names that the broker would take the patterns of a right for. An exchange that may
 * be of type topic counts as such. Neither tags nor the right to deploy count as anything but themselves.
 */
export function certain(right: Right, given: Given, context: Context): Certainty {
  switch (right.type) {
    case 'tag': {
      const by = given.tags.filter(({ tag }) => tag === right.tag).map(({ from }) => from);
      return by.length === 0
        ? { kind: 'no', refusal: undefined }
        : { kind: 'yes', covered: [{ check: undefined, by }], api: [] };
    }
    case 'api': {
      const needed = actionsOf(right.right);
      const api = given.api.filter((held) => actionsOf(held.right).some((a) => needed.includes(a)));
      const held = new Set(api.flatMap((one) => actionsOf(one.right)));
      return needed.every((action) => held.has(action))
        ? { kind: 'yes', covered: [], api }
        : { kind: 'no', refusal: undefined };
    }
    case 'connect':
    case 'operation':
      return certainly(right, given, context);
  }
}

function actionsOf(right: GivenApi['right']): readonly string[] {
  return grantsOf(right).flatMap(({ place, actions }) => actions.map((name) => `${place} ${name}`));
}

function certainly(right: Operation | Connection, given: Given, context: Context): Certainty {
  const covered: Covered[] = [];
  for (const question of questionsOf(right, given, context)) {
    const { check, box, others } = question;
    const found = holders(box, others);
    if (found.kind === 'alone') {
      covered.push({ check, by: [found.item.from] });
      continue;
    }
    const answer = boxOutside(
      box,
      found.near.map((near) => near.box),
    );
    if (answer.kind === 'too-complex') return answer;
    if (answer.kind === 'witness') {
      const [vhost, name, key] = answer.witness;
      if (vhost === undefined) return { kind: 'too-complex' };
      return { kind: 'no', refusal: { check, vhost, name, key } };
    }
    covered.push({ check, by: found.near.map(({ item }) => item.from) });
  }
  return { kind: 'yes', covered, api: [] };
}

/** Is a box inside what some reaches give? */
interface Question {
  readonly check: Check | undefined;
  readonly box: Box;
  readonly others: Iterable<Boxed<Reach>>;
}

/** The questions that must all be answered with yes, in the order in which the broker asks them. */
function* questionsOf(
  right: Operation | Connection,
  given: Given,
  context: Context,
): Iterable<Question> {
  const vhosts = firstFit(right.vhost);
  yield { check: undefined, box: [vhosts], others: boxed(given.reaches, accessBox) };
  for (const check of checksOf(right)) {
    const names = namesOf(check.name, 'first-fit');
    const held = given.holding(check.permission, check.kind);
    yield { check, box: [vhosts, names], others: boxed(held, resourceBox) };
    if (check.key === undefined || !mayBeTopic(context.resourcesOf(right.vhost), check.name))
      continue;
    const box = [vhosts, names, firstFit(check.key)];
    yield { check, box, others: boxed(held, topicBox) };
  }
}
