import type { Reporter } from '../diagnostics/reporter.js';
import { policiesAt, type RolePolicies } from '../emit/role-policies.js';
import { roleAccess, type RoleAccess } from '../emit/role-access.js';
import { checkRole } from '../policy/checks/index.js';
import { judgeRole, type JudgedRole } from '../policy/checks/needless-units.js';
import type { BrokerPolicy } from '../policy/policy.js';
import type { Role } from '../policy/roles.js';
import { contextOf } from '../prove/context.js';
import { grantedBy, type Granted } from '../prove/granted.js';
import { spillOfRole, type PhraseSpill } from '../prove/spill.js';
import type { Kept } from './kept.js';

/** All that follows from the grants of one role on one broker, whatever other roles are granted. */
export interface CheckedRole {
  readonly granted: Granted;
  readonly judged: JudgedRole;
  readonly spills: readonly PhraseSpill[];
  /** None for a role that is granted nothing. */
  readonly access: readonly RoleAccess[];
  readonly policies: readonly RolePolicies[];
}

/** Checks one role, given what `policiesByRole` makes of the policy for it. */
export function checkedRole(
  role: Role,
  ofRole: BrokerPolicy,
  reporter: Reporter,
  { roles }: Kept,
): CheckedRole {
  const { broker, vhosts, grants } = ofRole;
  const declared = grants.map(({ right }) =>
    'vhost' in right ? vhosts.of(right.vhost) : undefined,
  );
  const inputs = [broker, ...grants, ...declared];
  return roles.of(role, broker.name, inputs, reporter, (part) => workOut(role, ofRole, part));
}

function workOut(role: Role, ofRole: BrokerPolicy, reporter: Reporter): CheckedRole {
  const { broker, grants } = ofRole;
  const context = contextOf(ofRole);
  checkRole(ofRole, reporter);
  const granted = grantedBy(grants, context);
  const access = roleAccess(new Map([[role, granted]]));
  return {
    granted,
    judged: judgeRole(role, ofRole),
    spills: spillOfRole(granted, context),
    access,
    policies: access.flatMap((one) => policiesAt(broker, one, reporter)),
  };
}
