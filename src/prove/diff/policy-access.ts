import { grantsOf, type ApiRight as ApiRight } from '../../aws/mq-rights.js';
import { PLACES } from '../../aws/places.js';
import { Pattern } from '../../pattern/pattern.js';
import type { Broker } from '../../policy/brokers/broker.js';
import { termsOf } from '../../policy/brokers/terms.js';
import type { Right } from '../../policy/phrases/rights.js';
import type { BrokerPolicy } from '../../policy/policy.js';
import { checksOf, scopesOf } from '../../access/checks.js';
import type { Vhosts } from '../../policy/resources/vhosts.js';
import { groupBy } from '../../access/group.js';
import {
  AWS_CLAIMS,
  type BrokerAccess,
  type ComparedRole,
  type Entrance,
  type GivenRight,
  type GivenScope,
} from './access.js';
import { audienceEntrance, internalEntrance, keysEntrance } from './entrance.js';

/** What a policy without errors gives on a broker. */
export function accessOfPolicy({ broker, roles, vhosts, grants }: BrokerPolicy): BrokerAccess {
  const byRole = groupBy(grants, ({ role }) => role);
  const access = roles.map((role) => {
    const rights = (byRole.get(role) ?? []).map(({ right }) => right);
    return [role.arn.text, { name: role.name, ...givenBy(rights, { broker, vhosts }) }] as const;
  });
  return {
    name: broker.name,
    terms: termsOf(broker),
    roles: new Map(access),
    knowsApi: true,
    claims: AWS_CLAIMS,
    entrances: entrancesOf(broker),
  };
}

/** Whom the compiler's own configuration lets in. */
function entrancesOf({ place, audience, issuer, internalUsers }: Broker): readonly Entrance[] {
  return [
    audienceEntrance(audience, place),
    ...(issuer === undefined ? [] : [keysEntrance(issuer, place)]),
    ...(internalUsers ? [internalEntrance(place)] : []),
  ];
}

/** What a role is given that is granted some rights. */
export function givenBy(
  rights: readonly Right[],
  { broker, vhosts }: Pick<BrokerPolicy, 'broker' | 'vhosts'>,
): Pick<ComparedRole, 'scopes' | 'api'> {
  return {
    scopes: rights.flatMap((right) => scopesOfRight(right, vhosts)),
    api: rights.flatMap((right) => apiOfRight(right, broker)),
  };
}

function scopesOfRight(right: Right, vhosts: Vhosts): readonly GivenScope[] {
  if (right.type === 'api') return [];
  const resources = vhosts.of(right.type === 'tag' ? Pattern.any : right.vhost);
  const checks = right.type === 'operation' ? checksOf(right) : [];
  return scopesOf(right, resources).map((scope, at) => {
    const on = checks[at]?.on ?? 'name';
    return { scope, place: right.place, right, on };
  });
}

function apiOfRight(right: Right, broker: Broker): readonly GivenRight[] {
  if (right.type !== 'api') return [];
  const { place, calls, where } = right;
  return [{ right: right.right, where, place, calls, actions: actionsOf(right.right, broker) }];
}

function actionsOf(right: ApiRight, broker: Broker): readonly string[] {
  return grantsOf(right).flatMap(({ place, actions }) => {
    const facts = PLACES.find((known) => known.place === place);
    return (facts?.resources(broker) ?? []).flatMap((resource) =>
      actions.map((action) => `${action} on ${resource}`),
    );
  });
}
