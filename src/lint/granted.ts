import type { Extras } from '../diagnostics/reporter.js';
import { usedHere } from '../policy/phrases/check-operation.js';
import type { BrokerPolicy, Grant } from '../policy/policy.js';
import type { Operation, Origin, Right } from '../policy/phrases/rights.js';
import type { Role } from '../policy/names/roles.js';

/** A granted operation and the role that has it. */
export interface GrantedOperation {
  readonly role: Role;
  readonly operation: Operation;
}

/** The operations that a policy grants, in the order of the files. */
export function* grantedOperations(policy: BrokerPolicy): Iterable<GrantedOperation> {
  for (const { role, right } of policy.grants)
    if (right.type === 'operation') yield { role, operation: right };
}

/**
 * What a policy grants each role that is granted anything, without the claims, in the order of the
 * files.
 */
export function policiesByRole(policy: BrokerPolicy): ReadonlyMap<Role, BrokerPolicy> {
  const grants = new Map<Role, Grant[]>();
  for (const grant of policy.grants) {
    const known = grants.get(grant.role);
    if (known === undefined) grants.set(grant.role, [grant]);
    else known.push(grant);
  }
  return new Map(
    Array.from(grants, ([role, own]) => [role, { ...policy, grants: own, claims: [] }]),
  );
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
export function viaProfiles({ calls }: Origin): Required<Pick<Extras, 'notes' | 'uses'>> {
  return { uses: calls, notes: calls.map(usedHere) };
}

/** Names in a sentence: `` `a` ``, `` `a` and `b` ``, `` `a`, `b`, `c` and 4 more ``. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, 3).map((name) => `\`${name}\``);
  const more = names.length - shown.length;
  const last = more > 0 ? `${more} more` : shown.pop();
  return shown.length === 0 ? (last ?? '') : `${shown.join(', ')} and ${last ?? ''}`;
}
