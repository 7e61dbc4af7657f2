import type { Details } from '../diagnostics/reporter.js';
import { usedHere } from '../policy/phrases/check-operation.js';
import type { Grant, RightsPolicy } from '../policy/policy.js';
import type { Operation, Origin, Right } from '../policy/phrases/rights.js';
import type { Role } from '../policy/names/roles.js';

/** A granted operation and the role that has it. */
export interface GrantedOperation {
  readonly role: Role;
  readonly operation: Operation;
}

/** The operations that a policy grants, in the order of the files. */
export function* grantedOperations(policy: RightsPolicy): Iterable<GrantedOperation> {
  for (const { role, right } of policy.grants)
    if (right.type === 'operation') yield { role, operation: right };
}

/** What is granted to each role that is granted anything, in the order of the files. */
export function grantsByRole({ grants }: RightsPolicy): ReadonlyMap<Role, readonly Grant[]> {
  const byRole = new Map<Role, Grant[]>();
  for (const grant of grants) {
    const known = byRole.get(grant.role);
    if (known === undefined) byRole.set(grant.role, [grant]);
    else known.push(grant);
  }
  return byRole;
}

/** The rights of every role that has any, in the order of the files. */
export function rightsByRole(grants: readonly Grant[]): ReadonlyMap<Role, readonly Right[]> {
  const rights = new Map<Role, Right[]>();
  for (const { role, right } of grants) {
    const known = rights.get(role);
    if (known === undefined) rights.set(role, [right]);
    else known.push(right);
  }
  return rights;
}

/** What a diagnostic at a place inside a phrase says about the profiles that lead there. */
export function viaProfiles({ calls }: Origin): Required<Pick<Details, 'notes' | 'uses'>> {
  return { uses: calls, notes: calls.map(usedHere) };
}
