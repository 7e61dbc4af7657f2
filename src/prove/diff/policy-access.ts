import { grantsOf, type ApiRight as ApiRight } from '../../aws/mq-rights.js';
import { PLACES } from '../../aws/places.js';
import { Pattern } from '../../pattern/pattern.js';
import type { Broker } from '../../policy/brokers/broker.js';
import { termsOf } from '../../policy/brokers/terms.js';
import type { ApiUse, Right } from '../../policy/phrases/rights.js';
import type { BrokerPolicy, Grant } from '../../policy/policy.js';
import type { Resources } from '../../policy/resources/resources.js';
import { checksOf, scopesOf } from '../../access/checks.js';
import type { Vhosts } from '../../policy/resources/vhosts.js';
import { groupBy } from '../../access/group.js';
import type { Place } from '../../source/source.js';
import {
  AWS_CLAIMS,
  type BrokerAccess,
  type ComparedRole,
  type Entrance,
  type GivenRight,
  type GivenScope,
} from './access.js';
import { placedRight } from './placed.js';
import { algorithmEntrance, audienceEntrance, internalEntrance, keysEntrance } from './entrance.js';

/** What a policy without errors gives on a broker. */
export function accessOfPolicy(
  { broker, roles, vhosts, grants }: BrokerPolicy,
  placed?: Placed,
): BrokerAccess {
  const byRole = groupBy(grants, ({ role }) => role);
  const around = { broker, vhosts, placed };
  const access = roles.map((role) => {
    const own = byRole.get(role) ?? [];
    return [role.arn.text, new RoleOfPolicy(role.name, own, around)] as const;
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

/** Where a place is shown that stands in a file which another policy has too. */
export type Placed = (place: Place) => Place;

/** What the grants of a role hang on. */
interface Around {
  readonly broker: Broker;
  readonly vhosts: Vhosts;
  readonly placed: Placed | undefined;
}

/** What a role is given; it is worked out for those alone of which somebody asks. */
class RoleOfPolicy implements ComparedRole {
  #scopes: readonly GivenScope[] | undefined;
  #api: readonly GivenRight[] | undefined;
  #placed: readonly Right[] | undefined;

  constructor(
    readonly name: string,
    private readonly grants: readonly Grant[],
    private readonly around: Around,
  ) {}

  get basis(): readonly unknown[] {
    const { broker, vhosts } = this.around;
    const basis = new Set<unknown>();
    for (const { right } of this.grants) {
      basis.add(right);
      basis.add(right.type === 'api' ? broker : resourcesOf(right, vhosts));
    }
    return [...basis];
  }

  get scopes(): readonly GivenScope[] {
    const { vhosts } = this.around;
    return (this.#scopes ??= this.#rights.flatMap((right) => scopesOfRight(right, vhosts)));
  }

  get api(): readonly GivenRight[] {
    const { broker } = this.around;
    return (this.#api ??= this.#rights.flatMap((right) => givenRight(right, broker)));
  }

  /** Its rights with the places that are shown. */
  get #rights(): readonly Right[] {
    const { placed } = this.around;
    return (this.#placed ??= this.grants.map(({ right }) =>
      placed === undefined ? right : placedRight(right, placed),
    ));
  }
}

/** Whom the compiler's own configuration lets in. */
function entrancesOf({
  place,
  audience,
  issuer,
  algorithms,
  internalUsers,
}: Broker): readonly Entrance[] {
  return [
    audienceEntrance(audience, place),
    ...(issuer === undefined ? [] : [keysEntrance(issuer, place)]),
    ...algorithms.map((name) => algorithmEntrance(name, place)),
    ...(internalUsers ? [internalEntrance(place)] : []),
  ];
}

/** What somebody is given who is granted some rights. */
export function givenBy(
  rights: readonly Right[],
  { broker, vhosts }: Pick<BrokerPolicy, 'broker' | 'vhosts'>,
): Pick<ComparedRole, 'scopes' | 'api'> {
  return {
    scopes: rights.flatMap((right) => scopesOfRight(right, vhosts)),
    api: rights.flatMap((right) => givenRight(right, broker)),
  };
}

function resourcesOf(right: Exclude<Right, ApiUse>, vhosts: Vhosts): Resources {
  return vhosts.of(right.type === 'tag' ? Pattern.any : right.vhost);
}

function scopesOfRight(right: Right, vhosts: Vhosts): readonly GivenScope[] {
  if (right.type === 'api') return [];
  const checks = right.type === 'operation' ? checksOf(right) : [];
  return scopesOf(right, resourcesOf(right, vhosts)).map((scope, at) => {
    const on = checks[at]?.on ?? 'name';
    return { scope, place: right.place, right, on };
  });
}

function givenRight(right: Right, broker: Broker): readonly GivenRight[] {
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
