import { proveDiagnostics } from '../diagnostics/catalog/prove.js';
import type { Reporter } from '../diagnostics/reporter.js';
import { metered } from '../pattern/meter.js';
import { policiesAt, type RolePolicies } from '../emit/role-policies.js';
import { roleAccess, type RoleAccess } from '../emit/role-access.js';
import { checkRole } from '../lint/index.js';
import { judgeRole, type JudgedRole } from '../lint/needless-units.js';
import type { BrokerPolicy, Grant } from '../policy/policy.js';
import type { Role } from '../policy/names/roles.js';
import { contextOf } from '../access/context.js';
import { hardestOf, patternsOf } from '../tell/hardest.js';
import { grantedBy, heldBy, type Granted } from '../access/granted.js';
import { spillOfRole, type PhraseSpill } from '../prove/spill/spill.js';
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

/**
 * Checks one role, given what `policiesByRole` makes of the policy for it.
 *
 * @param moves how many automaton moves that may take
 */
export function checkedRole(
  role: Role,
  ofRole: BrokerPolicy,
  reporter: Reporter,
  { roles }: Kept,
  moves: number,
): CheckedRole {
  const { broker, vhosts, grants } = ofRole;
  const declared = grants.map(({ right }) =>
    'vhost' in right ? vhosts.of(right.vhost) : undefined,
  );
  const inputs = [broker, moves, ...grants, ...declared];
  return roles.of(role, broker.name, inputs, reporter, (part) =>
    workOut(role, ofRole, part, moves),
  );
}

function workOut(role: Role, ofRole: BrokerPolicy, reporter: Reporter, moves: number): CheckedRole {
  const { broker, grants } = ofRole;
  const context = contextOf(ofRole);
  const held = heldBy(grants, context);
  const granted = grantedBy(grants, context, moves, held);
  const checks = metered(moves, () => {
    checkRole(ofRole, reporter);
    return { judged: judgeRole(role, held), spills: spillOfRole(granted, context, held) };
  });
  if (checks.isExhausted) reportTooComplex(role, grants, reporter);
  const access = roleAccess(new Map([[role, granted]]));
  return {
    granted,
    ...checks.value,
    access,
    policies: access.flatMap((one) => policiesAt(broker, one, reporter)),
  };
}

function reportTooComplex(role: Role, grants: readonly Grant[], reporter: Reporter): void {
  const patterns = hardestOf(grants.flatMap(({ right }) => patternsOf(right)));
  reporter.report(proveDiagnostics.tooComplexToCheck, role.place, { role: role.name, patterns });
}
