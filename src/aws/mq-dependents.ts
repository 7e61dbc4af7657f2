/** When a call needs a further permission beside the action of its own name. */
export type Occasion =
  | 'always'
  /** The account has no broker yet, and so no service-linked role of Amazon MQ. */
  | 'first-broker'
  /** The request carries tags. */
  | 'tags'
  /** The configuration holds `aws.arns.assume_role_arn`, a role that Amazon MQ shall assume. */
  | 'passed-role'
  /** The change is about how the broker authenticates or authorises. */
  | 'access';

/** Permissions that a call needs beside the action of its own name. */
export interface Dependents {
  readonly when: Occasion;
  readonly actions: readonly string[];
}

/** What Amazon MQ does in the caller's name to the network of a new broker. */
export const NETWORK_ACTIONS = [
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeInternetGateways',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeRouteTables',
  'ec2:DescribeSecurityGroups',
  'ec2:DescribeSubnets',
  'ec2:DescribeVpcs',
  'ec2:DetachNetworkInterface',
] as const;

/**
 * How Amazon MQ is let at the new broker's network interfaces. To be allowed under the condition
 * that `ec2:AuthorizedService` is Amazon MQ alone, or the caller could let in anybody.
 *
 * Amazon MQ's guide puts all three under that condition. By IAM's reference only the first of them
 * carries the key, and a condition on a key that is absent does not hold. All three stay under it:
 * if the guide is right they are allowed; if the reference is, the other two are refused under the
 * guide's own policy as well, by which brokers are created, and so they are not needed. Without the
 * condition whoever may create a broker could cut off any network interface of the account.
 */
export const NETWORK_PERMISSION_ACTIONS = [
  'ec2:CreateNetworkInterfacePermission',
  'ec2:DeleteNetworkInterfacePermission',
  'ec2:DescribeNetworkInterfacePermissions',
] as const;

/** Makes the role by which Amazon MQ connects a broker with the network of the account. */
export const SERVICE_ROLE = 'iam:CreateServiceLinkedRole';

/** Hands a role to a service. */
export const PASS_ROLE = 'iam:PassRole';
