import type { MqAction } from './mq-actions.js';

/** When a call needs a further permission beside the action of its own name. */
export type Occasion =
  | 'always'
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
 */
export const NETWORK_PERMISSION_ACTIONS = [
  'ec2:CreateNetworkInterfacePermission',
  'ec2:DeleteNetworkInterfacePermission',
  'ec2:DescribeNetworkInterfacePermissions',
] as const;

/**
 * The calls that need more than their own action. Source: Amazon MQ Developer Guide, "API
 * authentication and authorization for Amazon MQ" and "ARN support in RabbitMQ configuration";
 * Service Authorization Reference, "API operations defined by Amazon MQ".
 */
export const MQ_DEPENDENTS: Readonly<Partial<Record<MqAction, readonly Dependents[]>>> = {
  'mq:CreateBroker': [
    { when: 'always', actions: [...NETWORK_ACTIONS, ...NETWORK_PERMISSION_ACTIONS] },
    { when: 'tags', actions: ['mq:CreateTags'] },
    { when: 'passed-role', actions: ['iam:PassRole'] },
  ],
  'mq:CreateConfiguration': [{ when: 'tags', actions: ['mq:CreateTags'] }],
  'mq:UpdateBroker': [
    { when: 'access', actions: ['mq:UpdateBrokerAccessConfiguration'] },
    { when: 'passed-role', actions: ['iam:PassRole'] },
  ],
};
