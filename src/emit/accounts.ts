import type { PolicyRequest } from '../aws/identity-policy.js';
import { emitDiagnostics as catalog } from '../diagnostics/catalog/emit.js';
import type { Reporter } from '../diagnostics/reporter.js';
import type { Role } from '../policy/names/roles.js';
import { compareBytes } from '../source/naming.js';
import type { CompiledBroker } from './compiled.js';
import { requestOf } from './role-policies.js';

/** An IAM role with what it is to have at every broker. */
export interface AccountRole {
  /** One of the roles of the policy with this ARN. */
  readonly role: Role;
  /** By the names of the brokers. */
  readonly requests: readonly PolicyRequest[];
}

/** The roles of one AWS account, by their ARNs. */
export interface AccountRoles {
  /**
   * The number, and outside the partition `aws` the partition after it. It starts with a digit, as no
   * name of a broker does.
   */
  readonly name: string;
  readonly roles: readonly AccountRole[];
}

/** The accounts of the roles that are granted anything, whatever the order of brokers and roles. */
export function accountsOf(brokers: readonly CompiledBroker[]): readonly AccountRoles[] {
  const accounts = new Map<string, Map<string, { role: Role; requests: PolicyRequest[] }>>();
  for (const { broker, access } of [...brokers].sort(byBroker))
    for (const one of access) {
      const { arn } = one.role;
      const name = arn.partition === 'aws' ? arn.account : `${arn.account}-${arn.partition}`;
      const roles =
        accounts.get(name) ?? new Map<string, { role: Role; requests: PolicyRequest[] }>();
      accounts.set(name, roles);
      const member = roles.get(arn.text) ?? { role: one.role, requests: [] };
      roles.set(arn.text, member);
      member.requests.push(requestOf(broker, one));
    }
  return [...accounts]
    .map(([name, roles]) => ({ name, roles: [...roles.values()].sort(byArn) }))
    .sort((a, b) => compareBytes(a.name, b.name));
}

/**
 * Reports ARNs of one account that differ in path or case only: IAM has a name once, so that one of
 * the roles cannot exist, and files are called after the name.
 */
export function checkRoleNames({ roles }: AccountRoles, reporter: Reporter): void {
  const first = new Map<string, Role>();
  for (const { role } of roles) {
    const name = role.arn.name.toLowerCase();
    const other = first.get(name);
    if (other === undefined) first.set(name, role);
    else
      reporter.report(
        catalog.sameRoleName,
        role.place,
        { arn: role.arn.text, other: other.arn.text },
        { notes: [{ message: 'The other is declared here.', place: other.place }] },
      );
  }
}

function byBroker(a: CompiledBroker, b: CompiledBroker): number {
  return compareBytes(a.broker.name, b.broker.name);
}

function byArn(a: AccountRole, b: AccountRole): number {
  return compareBytes(a.role.arn.text, b.role.arn.text);
}
