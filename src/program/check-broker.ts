import type { Reporter } from '../diagnostics/reporter.js';
import { shareOf } from '../pattern/meter.js';
import { compileBroker, type CompiledBroker } from '../emit/compiled.js';
import { checkBroker } from '../lint/index.js';
import { policiesByRole } from '../lint/grants.js';
import type { JudgedRole } from '../lint/needless-units.js';
import type { BrokerPolicy } from '../policy/policy.js';
import type { Role } from '../policy/names/roles.js';
import { proveClaims } from '../prove/claims/claims.js';
import type { Granted } from '../access/granted.js';
import { reportClaims, reportWalks } from '../tell/claims.js';
import { reportSpill } from '../tell/spill.js';
import { joinSpills } from '../prove/spill/spill.js';
import { checkedRole, type CheckedRole } from './check-role.js';
import type { Kept } from './kept.js';
import type { Work } from './work.js';

/** What one broker's part of a policy comes to. */
export interface CheckedBroker extends CompiledBroker {
  /** Of the roles that are granted anything, in the order of the files. */
  readonly judged: readonly JudgedRole[];
}

/** Checks what a policy says about one broker, proves its claims and compiles it. */
export function* checkedBroker(
  policy: BrokerPolicy,
  reporter: Reporter,
  kept: Kept,
): Work<CheckedBroker> {
  const { broker, roles } = policy;
  const checked = new Map<Role, CheckedRole>();
  const byRole = policiesByRole(policy);
  const moves = shareOf(byRole.size);
  for (const [role, ofRole] of byRole) {
    checked.set(role, checkedRole(role, ofRole, reporter, kept, moves));
    yield;
  }
  checkBroker(policy, reporter);
  const judged = Array.from(checked.values(), (role) => role.judged);
  const granted = new Map<Role, Granted>();
  const spills: CheckedRole['spills'][] = [];
  for (const role of roles) {
    const nothing = { ...policy, grants: [], claims: [] };
    const one = checked.get(role) ?? checkedRole(role, nothing, reporter, kept, moves);
    granted.set(role, one.granted);
    spills.push(one.spills);
  }
  yield;
  const verdicts = proveClaims(policy, granted, kept.proofs);
  reportClaims(verdicts, policy, reporter);
  reportWalks(verdicts, broker, reporter);
  yield;
  reportSpill(joinSpills(spills.flat()), reporter, kept.spills);
  const named = [...checked.values()].sort(byName);
  const access = named.flatMap((role) => role.access);
  const policies = named.flatMap((role) => role.policies);
  return { ...compileBroker(broker, access, policies, reporter), judged };
}

function byName(a: CheckedRole, b: CheckedRole): number {
  return a.judged.role < b.judged.role ? -1 : 1;
}
