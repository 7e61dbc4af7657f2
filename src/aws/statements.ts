import { literalValue } from './literal.js';
import { grantsOf, type Right } from './mq-rights.js';
import { PLACES, type PlaceFacts } from './places.js';
import type { PolicyBroker } from './policy-broker.js';
import { oneOrMore, type Statement } from './policy-document.js';
import { SIGNING_ALGORITHMS } from './sts-tokens.js';

const AUDIENCE = 'sts:IdentityTokenAudience';

/**
 * Allows a token for this broker alone, signed and lasting as its policy says.
 *
 * A request may name several audiences. `ForAnyValue` would let further ones in beside the right
 * one, and a comparison without a set operator fails on several values. `ForAllValues` demands that
 * all be this one, but also holds of no audience, hence `Null`.
 *
 * Everything is the resource, as the action is on none (Service Authorization Reference, AWS STS).
 * Tags in a token need `sts:TagGetWebIdentityToken`, which is never allowed: no broker reads them.
 */
export function tokenStatement(broker: PolicyBroker): Statement {
  const algorithms = SIGNING_ALGORITHMS.filter((name) => broker.algorithms.includes(name));
  return {
    Sid: 'Token',
    Effect: 'Allow',
    Action: 'sts:GetWebIdentityToken',
    Resource: '*',
    Condition: {
      'ForAllValues:StringEquals': { [AUDIENCE]: literalValue(broker.audience) },
      Null: { [AUDIENCE]: 'false' },
      StringEquals: { 'sts:SigningAlgorithm': oneOrMore(algorithms) },
      NumericLessThanEquals: { 'sts:DurationSeconds': String(broker.maxSeconds) },
    },
  };
}

/** Allows the rights on this broker: one statement for each place, its actions sorted, each once. */
export function rightStatements(broker: PolicyBroker, rights: readonly Right[]): Statement[] {
  const grants = rights.flatMap(grantsOf);
  return PLACES.flatMap((facts) => {
    const here = grants.filter(({ place }) => place === facts.place);
    const actions = new Set(here.flatMap((grant) => grant.actions));
    if (actions.size === 0) return [];
    const resources = facts.resources(broker);
    return resources.length === 0 ? [] : [placeStatement(facts, [...actions].sort(), resources)];
  });
}

function placeStatement(
  { sid, condition }: PlaceFacts,
  actions: readonly string[],
  resources: readonly string[],
): Statement {
  const statement = {
    Sid: sid,
    Effect: 'Allow',
    Action: oneOrMore(actions),
    Resource: oneOrMore(resources),
  } as const;
  return condition === undefined ? statement : { ...statement, Condition: condition };
}
