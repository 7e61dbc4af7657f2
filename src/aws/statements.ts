import { literalValue } from './literal.js';
import { grantsOf, type Right } from './mq-rights.js';
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
export interface BrokerRights {
  readonly broker: PolicyBroker;
  readonly rights: readonly Right[];
}

/** Actions on resources; both sorted, each once. */
interface Allowed {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

/**
 * Allows the rights on their brokers, place by place. Where brokers have the same actions in a place
 * they share a statement, and so do actions on the same resources.
 */
export function rightStatements(requests: readonly BrokerRights[]): readonly Statement[] {
  return PLACES.flatMap((facts) => {
    const allowed = requests.flatMap((request) => allowedIn(facts, request));
    return merged(merged(allowed, 'resources', 'actions'), 'actions', 'resources').map((one) =>
      placeStatement(facts, one),
    );
  });
}

function allowedIn(facts: PlaceFacts, { broker, rights }: BrokerRights): readonly Allowed[] {
  const grants = rights.flatMap(grantsOf).filter(({ place }) => place === facts.place);
  const actions = sorted(grants.flatMap((grant) => grant.actions));
  if (actions.length === 0) return [];
  const resources = sorted(facts.resources(broker));
  return resources.length === 0 ? [] : [{ actions, resources }];
}

/** Unites what is equal in one part, in the order of that part. */
function merged(
  all: readonly Allowed[],
  equal: keyof Allowed,
  united: keyof Allowed,
): readonly Allowed[] {
  const groups = new Map<string, Allowed>();
  for (const one of all) {
    const key = one[equal].join(' ');
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
  { actions, resources }: Allowed,
): Statement {
  const statement = {
    Sid: sid,
    Effect: 'Allow',
    Action: oneOrMore(actions),
    Resource: oneOrMore(resources),
  } as const;
  return condition === undefined ? statement : { ...statement, Condition: condition };
}
