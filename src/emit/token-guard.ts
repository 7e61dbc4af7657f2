import { MANAGED, pack, SERVICE_CONTROL } from '../aws/pack.js';
import { documentOf, type Statement } from '../aws/policy-document.js';
import { POLICY_LIMITS } from '../aws/policy-size.js';
import { writeCompactPolicy, writePolicy } from '../aws/policy-text.js';
import {
  BOUNDARY_BASE,
  guardStatements,
  guardStatementsOfRoles,
  reservingStatements,
  type GuardedRole,
} from '../aws/token-guard.js';
import { emitDiagnostics as catalog } from '../diagnostics/catalog/emit.js';
import type { Reporter } from '../diagnostics/reporter.js';
import type { Role } from '../policy/names/roles.js';
import type { AccountRoles } from './accounts.js';
import type { Artifact } from './output/artifacts.js';
import { numbered } from './role-policies.js';

/**
 * The guard of an account's roles: `token-guard/scp.json`, a service control policy or, where that is
 * too long, several, and for each role a permissions boundary, `token-guard/boundary/NAME.json`. Roles
 * that sign in at no broker are not guarded. What does not fit is reported, and the rest written where
 * it is of use alone.
 */
export function guardFiles(account: AccountRoles, reporter: Reporter): readonly Artifact[] {
  const guarded = account.roles
    .map(({ role, requests }) => ({
      role,
      arn: role.arn.text,
      brokers: requests.filter(({ token }) => token).map(({ broker }) => broker),
    }))
    .filter(({ brokers }) => brokers.length > 0);
  const [first] = guarded;
  if (first === undefined) return [];
  return [
    ...controlFiles(guarded, first.role, reporter),
    ...guarded.flatMap((role) => boundaryFile(role, reporter)),
  ];
}

function controlFiles(
  guarded: readonly GuardedRole[],
  first: Role,
  reporter: Reporter,
): readonly Artifact[] {
  const statements = [
    ...reservingStatements(guarded).filter((one) => isReservable(one, first, reporter)),
    ...guardStatementsOfRoles(guarded),
  ];
  const documents = pack(statements, SERVICE_CONTROL);
  const size = Math.max(...documents.map(SERVICE_CONTROL.sizeOf));
  const { most } = SERVICE_CONTROL;
  if (size > most)
    reporter.report(catalog.guardTooLong, first.place, { role: first.name, size, most });
  const policies = documents.length;
  const attached = POLICY_LIMITS.attachedToNode;
  // AWS Organizations attaches one of its own, `FullAWSAccess`, unless that is replaced.
  if (policies > attached - 1)
    reporter.report(catalog.manyGuards, first.place, { policies, most: attached });
  return numbered('token-guard/scp', documents.map(writeCompactPolicy));
}

/** Whether a statement that reserves audiences fits into a policy; one that does not is left out. */
function isReservable(statement: Statement, { place }: Role, reporter: Reporter): boolean {
  const size = Math.max(...pack([statement], SERVICE_CONTROL).map(SERVICE_CONTROL.sizeOf));
  const { most } = SERVICE_CONTROL;
  if (size <= most) return true;
  reporter.report(catalog.reservationTooLong, place, { size, most });
  return false;
}

/** A boundary is one policy, so that it cannot be divided: none where it is too long. */
function boundaryFile(
  { role, brokers }: GuardedRole & { readonly role: Role },
  reporter: Reporter,
): readonly Artifact[] {
  const document = documentOf([BOUNDARY_BASE, ...guardStatements(brokers)]);
  const size = MANAGED.sizeOf(document);
  const { most } = MANAGED;
  if (size > most) {
    reporter.report(catalog.boundaryTooLong, role.place, { role: role.name, size, most });
    return [];
  }
  return [{ path: `token-guard/boundary/${role.arn.name}.json`, text: writePolicy(document) }];
}
