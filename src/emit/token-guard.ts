import { MANAGED, pack, SERVICE_CONTROL } from '../aws/pack.js';
import { documentOf } from '../aws/policy-document.js';
import { writeCompactPolicy, writePolicy } from '../aws/policy-text.js';
import {
  BOUNDARY_BASE,
  guardStatements,
  guardStatementsOfRoles,
  type GuardedRole,
} from '../aws/token-guard.js';
import { emitDiagnostics as catalog } from '../diagnostics/catalog/emit.js';
import type { Reporter } from '../diagnostics/reporter.js';
import type { Role } from '../policy/roles.js';
import type { Account } from './accounts.js';
import type { Artifact } from './output/artifacts.js';
import { numbered } from './role-policies.js';

/**
 * The guard of an account's roles: `token-guard/scp.json`, a service control policy or, where that is
 * too long, several, and for each role a permissions boundary, `token-guard/boundary/NAME.json`. Roles
 * that sign in at no broker are not guarded.
 */
export function guardFiles(account: Account, reporter: Reporter): readonly Artifact[] {
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
    ...guarded.map((role) => boundaryFile(role, reporter)),
  ];
}

function controlFiles(
  guarded: readonly GuardedRole[],
  first: Role,
  reporter: Reporter,
): readonly Artifact[] {
  const documents = pack(guardStatementsOfRoles(guarded), SERVICE_CONTROL);
  checkSize('service control policy', first, documents.map(SERVICE_CONTROL.sizeOf), {
    unit: 'bytes',
    most: SERVICE_CONTROL.most,
    reporter,
  });
  return numbered('token-guard/scp', documents.map(writeCompactPolicy));
}

/** A boundary is one policy, so that it cannot be divided. */
function boundaryFile(
  { role, brokers }: GuardedRole & { readonly role: Role },
  reporter: Reporter,
): Artifact {
  const document = documentOf([BOUNDARY_BASE, ...guardStatements(brokers)]);
  checkSize('permissions boundary', role, [MANAGED.sizeOf(document)], {
    unit: 'characters',
    most: MANAGED.most,
    reporter,
  });
  return { path: `token-guard/boundary/${role.arn.name}.json`, text: writePolicy(document) };
}

function checkSize(
  kind: string,
  { name, place }: Role,
  sizes: readonly number[],
  limit: { readonly unit: string; readonly most: number; readonly reporter: Reporter },
): void {
  const { unit, most, reporter } = limit;
  const size = Math.max(...sizes);
  if (size > most)
    reporter.report(catalog.guardTooLong, place, { kind, role: name, size, unit, most });
}
