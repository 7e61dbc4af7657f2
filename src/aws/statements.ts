import {
  conditionOf,
  conditionsFor,
  isWithin,
  whereKey,
  type ConditionedRight,
  type Where,
} from './conditions.js';
import { literalValue } from './literal.js';
import { grantsOf } from './mq-rights.js';
import { PLACES, type PlaceFacts } from './places.js';
import type { PolicyBroker } from './policy-broker.js';
import { oneOrMore, type Statement } from './policy-document.js';
import { TOKEN_ACTION, TOKEN_KEYS } from './sts-tokens.js';
import type { TokenRule } from './token-rules.js';

/**
 * Allows tokens for these audiences alone, signed and lasting as the rule says.
 *
 * A request may name several audiences. `ForAnyValue` would let further ones in beside the right
 * one, and a comparison without a set operator fails on several values. `ForAllValues` demands that
 * all be among these, but also holds of no audience, hence `Null`.
 *
 * Everything is the resource, as the action is on none (Service Authorization Reference, AWS STS).
 * Tags in a token need `sts:TagGetWebIdentityToken`, which is never allowed: no broker reads them.
 */
export function tokenStatement({ audiences, algorithms, maxSeconds }: TokenRule): Statement {
  return {
    Sid: 'Token',
    Effect: 'Allow',
    Action: TOKEN_ACTION,
    Resource: '*',
    Condition: {
      'ForAllValues:StringEquals': {
        [TOKEN_KEYS.audience]: oneOrMore(audiences.map(literalValue)),
      },
      Null: { [TOKEN_KEYS.audience]: 'false' },
      StringEquals: { [TOKEN_KEYS.algorithm]: oneOrMore(algorithms) },
      NumericLessThanEquals: { [TOKEN_KEYS.duration]: String(maxSeconds) },
    },
  };
}

/** The Amazon MQ API rights that a role is granted about a broker, in any order. */
export interface BrokerApiRights {
  readonly broker: PolicyBroker;
  readonly rights: readonly ConditionedRight[];
}

/** Actions on resources, both sorted, each once, and the conditions that all of them stand under. */
interface Allowed {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly where: Where;
}

/**
 * Allows the rights on their brokers, place by place. Where brokers have the same actions in a place
 * they share a statement, and so do actions on the same resources.
 */
export function rightStatements(requests: readonly BrokerApiRights[]): readonly Statement[] {
  return PLACES.flatMap((facts) => {
    const allowed = requests.flatMap((request) => allowedIn(facts, request));
    return merged(merged(allowed, 'resources', 'actions'), 'actions', 'resources').map((one) =>
      placeStatement(facts, one),
    );
  });
}

function allowedIn(facts: PlaceFacts, { broker, rights }: BrokerApiRights): readonly Allowed[] {
  const single = rights.flatMap(({ right, where }) =>
    grantsOf(right)
      .filter(({ place }) => place === facts.place)
      .flatMap(({ actions }) =>
        actions.map((action) => ({ action, where: conditionsFor(action, where) })),
      ),
  );
  // The broker may lack what it takes to name resources that nobody asks for.
  const resources = single.length === 0 ? [] : sorted(facts.resources(broker));
  if (resources.length === 0) return [];
  const groups = new Map<string, { where: Where; actions: string[] }>();
  for (const { action, where } of single) {
    // What is allowed under fewer conditions besides is not said again under more.
    if (single.some((other) => other.action === action && isWeaker(other.where, where))) continue;
    const key = whereKey(where);
    const group = groups.get(key) ?? { where, actions: [] };
    groups.set(key, group);
    group.actions.push(action);
  }
  return Array.from(groups.values(), ({ where, actions }) => ({
    actions: sorted(actions),
    resources,
    where,
  }));
}

function isWeaker(a: Where, b: Where): boolean {
  return isWithin(b, a) && !isWithin(a, b);
}

/** Unites what is equal in one part, in the order of that part. */
function merged(
  all: readonly Allowed[],
  equal: 'actions' | 'resources',
  united: 'actions' | 'resources',
): readonly Allowed[] {
  const groups = new Map<string, Allowed>();
  for (const one of all) {
    const key = `${one[equal].join(' ')}\0${whereKey(one.where)}`;
    const known = groups.get(key)?.[united] ?? [];
    groups.set(key, { ...one, [united]: sorted([...known, ...one[united]]) });
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

function sorted(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}

function placeStatement(
  { sid, condition }: PlaceFacts,
  { actions, resources, where }: Allowed,
): Statement {
  const statement = {
    Sid: sid,
    Effect: 'Allow',
    Action: oneOrMore(actions),
    Resource: oneOrMore(resources),
  } as const;
  const conditions = conditionOf(where, condition);
  return conditions === undefined ? statement : { ...statement, Condition: conditions };
}
