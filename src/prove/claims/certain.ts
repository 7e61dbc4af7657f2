import { isWithin } from '../../aws/conditions.js';
import { grantsOf } from '../../aws/mq-rights.js';
import type { Connection, Operation, Right } from '../../policy/phrases/rights.js';
import type { FixedAnswer } from '../../rabbitmq/fixed-answers.js';
import type { Check } from '../../access/checks.js';
import type { Context } from '../../access/context.js';
import type { Given, GivenApi } from '../../access/given.js';
import type { SourcedScope } from '../../access/sourced-scope.js';
import type { Refusal } from '../decide.js';
import { stepsOf } from '../steps.js';

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
  | {
      readonly kind: 'no';
      readonly refusal: Refusal | undefined;
      /** Why the broker refuses all of it to everybody, where it does. */
      readonly barred?: FixedAnswer;
    }
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
      const api = given.api.filter(
        (held) =>
          isWithin(right.where, held.where) &&
          actionsOf(held.right).some((a) => needed.includes(a)),
      );
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
  for (const { check, outcome } of stepsOf(right, given, context)) {
    if (outcome.kind === 'too-complex') return outcome;
    if (outcome.kind === 'barred') return { kind: 'no', refusal: undefined, barred: outcome.by };
    if (outcome.kind === 'refused') return { kind: 'no', refusal: outcome.refusal };
    covered.push({ check, by: outcome.by });
  }
  return { kind: 'yes', covered, api: [] };
}
