import { Token } from 'aws-cdk-lib/core';
import { CfnRole, type IRole } from 'aws-cdk-lib/aws-iam';
import { attachmentOf } from '../aws/attachment.js';
import type { RoleArn } from '../aws/arn.js';
import type { RolePolicies } from '../emit/role-policies.js';

/** Roles of an app, by their names in the policy. */
export type GivenRoles = Readonly<Record<string, IRole>>;

/**
 * The name of the role that policies are attached to: that of the app's own role, so that the policies
 * wait for it, or else the name in the policy's ARN. Undefined for a role that cannot be changed.
 */
export function attachedRole({ name, role }: RolePolicies, given: GivenRoles): string | undefined {
  const own = given[name];
  if (own !== undefined) return own.roleName;
  return attachmentOf(role.arn) === 'by-name' ? role.arn.name : undefined;
}

/**
 * Checks that each role of the app is the role that the policy means. The broker compares ARNs as
 * texts, so that the name and path of a role have to be known while the app is synthesised.
 *
 * @throws Error for a role that is another, has no name of its own, or is granted nothing
 */
export function checkIamRoles(policies: readonly RolePolicies[], given: GivenRoles): void {
  for (const [name, own] of Object.entries(given)) {
    const meant = policies.find((one) => one.name === name)?.role.arn;
    if (meant === undefined)
      throw new Error(`The policy grants nothing to a role '${name}' on this broker.`);
    const problem = difference(own, meant);
    if (problem !== undefined)
      throw new Error(`The role given for '${name}' ${problem}; the policy means ${meant.text}.`);
  }
}

function difference(own: IRole, meant: RoleArn): string | undefined {
  const made = own.node.defaultChild;
  if (made instanceof CfnRole) {
    const { roleName, path = '/' } = made;
    if (roleName === undefined || Token.isUnresolved(roleName))
      return 'has no roleName that is known in advance';
    return roleName === meant.name && path === meant.path
      ? undefined
      : `has the path and name ${path}${roleName}`;
  }
  // An imported role may have an ARN whose account or partition is known to CloudFormation alone.
  if (Token.isUnresolved(own.roleArn) || own.roleArn === meant.text) return undefined;
  return `is ${own.roleArn}`;
}
