import type { Granted } from '../../access/granted.js';
import type { Role } from '../../policy/names/roles.js';
import { proveClaims } from '../../prove/claims/claims.js';
import { joinSpills } from '../../prove/spill/spill.js';
import { reportClaims, reportWalks } from '../../tell/claims.js';
import { reportSpill } from '../../tell/spill.js';
import { reporterOn, type WithRights } from './rights.js';
import type { Work } from './work.js';

/** Proves what `can` and `never` say, and tells what does not hold or can be walked round. */
export function* proveAll(state: WithRights): Work<WithRights> {
  const { kept } = state;
  for (const { policy, roles } of state.rights) {
    const reporter = reporterOn(policy, state);
    const granted = new Map<Role, Granted>();
    for (const [role, one] of roles) granted.set(role, one.granted);
    const verdicts = proveClaims(policy, granted, kept.proofs);
    reportClaims(verdicts, policy, reporter);
    reportWalks(verdicts, policy.broker, reporter);
    yield;
  }
  return state;
}

/** Tells what the broker gives and no phrase asks for. */
export function* tellSpill(state: WithRights): Work<WithRights> {
  const { kept } = state;
  for (const { policy, roles } of state.rights) {
    const reporter = reporterOn(policy, state);
    const spills = Array.from(roles.values(), (role) => role.spills);
    reportSpill(joinSpills(spills.flat()), reporter, kept.spills);
    yield;
  }
  return state;
}
