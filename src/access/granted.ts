import { whereKey } from '../aws/conditions.js';
import { metered, shareOf } from '../pattern/meter.js';
import type { BrokerPolicy, Grant } from '../policy/policy.js';
import type { Role } from '../policy/names/roles.js';
import { contextOf, type Context } from './context.js';
import { givenBy, type Given, type GivenApi } from './given.js';
import { groupBy } from './group.js';
import { HeldRights } from './held-rights.js';
import { minimise } from './minimise.js';
import type { SourcedScope } from './sourced-scope.js';

/** What a policy comes to for one role of a broker. */
export interface Granted {
  readonly grants: readonly Grant[];
  /** The fewest scopes that give what the grants ask for, in canonical order. */
  readonly scopes: readonly SourcedScope[];
  readonly given: Given;
}

/** What every role of a broker is granted; one that is granted nothing has an empty entry. */
export function grantedRoles(policy: BrokerPolicy): ReadonlyMap<Role, Granted> {
  const of = grantedTo(policy);
  return new Map(policy.roles.map((role) => [role, of(role)]));
}

/** Tells what a role of a broker is granted, worked out when it is asked for first. */
export function grantedTo(policy: BrokerPolicy): (role: Role) => Granted {
  const byRole = groupBy(policy.grants, ({ role }) => role);
  const moves = shareOf(byRole.size);
  const known = new Map<Role, Granted>();
  return (role) => {
    const found = known.get(role) ?? grantedBy(byRole.get(role) ?? [], contextOf(policy), moves);
    known.set(role, found);
    return found;
  };
}

/**
 * What the grants of one role come to.
 *
 * @param moves how many automaton moves it may take to find the fewest scopes; with fewer moves there
 *   may be more scopes, which give the same
 * @param held the rights of the grants
 */
export function grantedBy(
  grants: readonly Grant[],
  context: Context,
  moves: number,
  held = heldBy(grants, context),
): Granted {
  const { value: scopes } = metered(moves, () => minimise(sourcedScopes(grants, held)));
  return { grants, scopes, given: givenBy(scopes, apiRights(grants)) };
}

/** What a role would be given with more grants than it has. */
export function givenWith(
  more: readonly Grant[],
  { grants, scopes }: Granted,
  context: Context,
): Given {
  const added = sourcedScopes(more, heldBy(more, context));
  return givenBy([...scopes, ...added], apiRights([...grants, ...more]));
}

/** The rights of some grants of one role. */
export function heldBy(grants: readonly Grant[], { resourcesOf }: Context): HeldRights {
  return new HeldRights(
    grants.map(({ right }) => right),
    resourcesOf,
  );
}

function sourcedScopes(grants: readonly Grant[], held: HeldRights): readonly SourcedScope[] {
  const sourced: SourcedScope[] = [];
  for (const grant of grants) {
    const alone = [grant];
    for (const scope of held.scopesOf(grant.right)) sourced.push({ scope, grants: alone });
  }
  return sourced;
}

const NO_API: readonly GivenApi[] = [];

function apiRights(grants: readonly Grant[]): readonly GivenApi[] {
  const ofApi = grants.flatMap((grant) => {
    if (grant.right.type !== 'api') return [];
    const { right, where } = grant.right;
    return [{ grant, right, where }];
  });
  if (ofApi.length === 0) return NO_API;
  const groups = groupBy(ofApi, ({ right, where }) => `${right} ${whereKey(where)}`);
  return Array.from(groups.values()).flatMap((of) => {
    const [first] = of;
    if (first === undefined) return [];
    const { right, where } = first;
    return [{ right, where, grants: of.map(({ grant }) => grant) }];
  });
}
