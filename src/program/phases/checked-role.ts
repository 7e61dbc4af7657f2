import { contextOf } from '../../access/context.js';
import { givenBy } from '../../access/given.js';
import { grantedBy, heldBy, type Granted } from '../../access/granted.js';
import { proveDiagnostics } from '../../diagnostics/catalog/prove.js';
import type { Reporter } from '../../diagnostics/reporter.js';
import { roleAccess, type RoleAccess } from '../../emit/role-access.js';
import { checks } from '../../lint/index.js';
import { judgeRole, type JudgedRole } from '../../lint/needless-units.js';
import { metered } from '../../pattern/meter.js';
import type { Grant, RightsPolicy } from '../../policy/policy.js';
import type { Role } from '../../policy/names/roles.js';
import type { FoundSpill } from '../../prove/spill/found.js';
import { spillOfRole } from '../../prove/spill/spill.js';
import { hardestOf, patternsOf } from '../../tell/hardest.js';

/**
 * All that follows from the grants of one role on one broker, whatever other roles are granted, and whatever
 * a broker is beside its name and engine.
 */
export interface CheckedRole {
  readonly granted: Granted;
  readonly judged: JudgedRole;
  /** What spills, some of it only where another role reads a queue or writes to an exchange. */
  readonly spills: readonly FoundSpill[];
  /** None for a role that is granted nothing. */
  readonly access: readonly RoleAccess[];
}

/**
 * Checks one role.
 *
 * @param ofRole its grants alone
 * @param moves how many automaton moves that may take
 */
export function checkedRole(
  role: Role,
  ofRole: RightsPolicy,
  reporter: Reporter,
  moves: number,
): CheckedRole {
  const { grants } = ofRole;
  const context = contextOf(ofRole);
  const held = heldBy(grants, context);
  const granted = grantedBy(grants, context, moves, held);
  const found = metered(moves, () => {
    checks.ofRights.advice(ofRole, reporter);
    return { judged: judgeRole(role, held), spills: spillOfRole(granted, context, held) };
  });
  const { judged, spills } = found.value;
  if (found.isExhausted || !spills.isWhole) reportTooComplex(role, grants, reporter);
  return {
    // What the broker gives was looked at for spill; hardly a claim asks for it again.
    granted: { ...granted, given: givenBy(granted.scopes, granted.given.api) },
    judged,
    spills: spills.found,
    access: roleAccess(new Map([[role, granted]])),
  };
}

/** Reports that the checks of a role take too many moves, with the patterns that make it so. */
export function reportTooComplex(role: Role, grants: readonly Grant[], reporter: Reporter): void {
  const patterns = hardestOf(grants.flatMap(({ right }) => patternsOf(right)));
  reporter.report(proveDiagnostics.tooComplexToCheck, role.place, { role: role.name, patterns });
}
