import type { Granted } from '../../access/granted.js';
import type { Role } from '../../policy/names/roles.js';
import type { BrokerPolicy, Claim } from '../../policy/policy.js';
import { proveClaims } from '../../prove/claims/claims.js';
import { joinSpills } from '../../prove/spill/spill.js';
import { reportClaims, reportWalks } from '../../tell/claims.js';
import { reportSpill } from '../../tell/spill.js';
import type { WithRights } from './rights.js';
import type { Work } from './work.js';

/** Proves what `can` and `never` say, and tells what does not hold or can be walked round. */
export function* proveAll(state: WithRights): Work<WithRights> {
  const { reporter, kept } = state;
  for (const { policy, roles } of state.rights) {
    const granted = new Map<Role, Granted>();
    for (const [role, one] of roles) granted.set(role, one.granted);
    const sound = { ...policy, claims: certain(policy) };
    const verdicts = proveClaims(sound, granted, kept.proofs);
    reportClaims(verdicts, policy, reporter);
    reportWalks(verdicts, policy.broker, reporter);
    yield;
  }
  return state;
}

/** Tells what the broker gives and no phrase asks for. */
export function* tellSpill(state: WithRights): Work<WithRights> {
  const { reporter, kept } = state;
  for (const { policy, roles } of state.rights) {
    const spills = Array.from(roles, ([role, { spills: own }]) =>
      policy.doubts.has(role) ? [] : own,
    );
    reportSpill(joinSpills(spills.flat()), reporter, kept.spills);
    yield;
  }
  return state;
}

/**
 * The claims that hang on nothing that could not be read: that roles can do something only where all that
 * they are granted is known, and that nobody can where it is known who is left out.
 */
function certain({ claims, doubts }: BrokerPolicy): readonly Claim[] {
  if (doubts.everything) return [];
  return claims.flatMap((claim) => {
    if (claim.kind === 'never') return claim.isWhole ? [claim] : [];
    const roles = claim.roles.filter((role) => !doubts.has(role));
    if (roles.length === claim.roles.length) return [claim];
    return roles.length === 0 ? [] : [{ ...claim, roles }];
  });
}
