import { contextOf, type Context } from '../access/context.js';
import { givenBy } from '../access/given.js';
import { givenWith, type Granted } from '../access/granted.js';
import type { Role } from '../policy/names/roles.js';
import type { BrokerPolicy, Claim, Grant } from '../policy/policy.js';
import type { Right } from '../policy/phrases/rights.js';
import { metered, shareOf } from '../pattern/meter.js';
import { explain, scopesIn } from '../prove/explanation.js';
import { directViolations } from '../prove/claims/never.js';

/** A phrase of a claim. */
export interface ClaimedRight {
  readonly claim: Claim;
  readonly right: Right;
  /** The roles that the claim names as its exceptions, which may do it. */
  readonly excepted: readonly Role[];
}

/**
 * Which claims speak of which grants. A `can` speaks of the grants that its proof for one of its roles rests
 * on. A `never` speaks of a grant of a role that it excepts where that grant alone would break it: somebody
 * has decided that this role may.
 *
 * @param claims all phrases of the claims of the broker
 */
export function spokenOf(
  policy: BrokerPolicy,
  granted: (role: Role) => Granted,
  claims: readonly ClaimedRight[],
): ReadonlyMap<Grant, readonly ClaimedRight[]> {
  const context = contextOf(policy);
  const found = new Map<Grant, ClaimedRight[]>();
  const moves = shareOf(claims.length);
  for (const one of claims) {
    const { value } = metered(moves, () => new Set(grantsMeant(one, granted, context)));
    for (const grant of value) {
      const known = found.get(grant);
      if (known === undefined) found.set(grant, [one]);
      else known.push(one);
    }
  }
  return found;
}

function grantsMeant(
  { claim, right, excepted }: ClaimedRight,
  granted: (role: Role) => Granted,
  context: Context,
): readonly Grant[] {
  if (claim.kind === 'can')
    return claim.roles.flatMap((role) => {
      const found = explain(right, granted(role).given, context);
      return found.verdict === 'yes'
        ? [...found.api, ...scopesIn(found).flatMap(({ grants }) => grants)]
        : [];
    });
  const find = directViolations(right, context);
  return excepted.flatMap((role) =>
    granted(role).grants.filter((grant) => {
      const breaks = find(givenWith([grant], NOTHING, context));
      return breaks !== undefined && breaks.kind !== 'too-complex';
    }),
  );
}

const NOTHING: Granted = { grants: [], scopes: [], given: givenBy([]) };
