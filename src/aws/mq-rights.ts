import { MQ_ACTIONS, isMqAction, type MqAction, type MqResource } from './mq-actions.js';
import {
  NETWORK_ACTIONS,
  NETWORK_PERMISSION_ACTIONS,
  PASS_ROLE,
  SERVICE_ROLE,
} from './mq-dependents.js';
import type { ApiPlace } from './places.js';

/** The rights that have a name of their own in a policy. */
export const NAMED_RIGHTS = ['deploy', 'observe', 'reboot', 'create'] as const;

/** A right that has a name of its own. */
export type NamedRight = (typeof NAMED_RIGHTS)[number];

/** An Amazon MQ API right as a policy writes it: `deploy`, or an action such as `mq:ListTags`. */
export type ApiRight = NamedRight | MqAction;

/** Actions that a right allows in one place. */
export interface ActionGrant {
  readonly place: ApiPlace;
  readonly actions: readonly string[];
}

/** What each named right allows, and no more than it needs; first what it is for. */
const GRANTS: Readonly<Record<NamedRight, readonly ActionGrant[]>> = {
  /*
   * Writes a new revision, gives it to the broker, reboots it, since a configuration counts from
   * the next reboot only, and watches until it runs again. Reads what is there before it writes.
   * The aliases are the broker's authorisation, which has a permission of its own. What a broker runs
   * with may be another configuration than the one that the policy names: one made without any has
   * a default one, whose id nobody writes down. So any may be read.
   */
  deploy: [
    {
      place: 'broker',
      actions: [
        'mq:DescribeBroker',
        'mq:RebootBroker',
        'mq:UpdateBroker',
        'mq:UpdateBrokerAccessConfiguration',
      ],
    },
    {
      place: 'configuration',
      actions: ['mq:ListConfigurationRevisions', 'mq:UpdateConfiguration'],
    },
    {
      place: 'any-configuration',
      actions: ['mq:DescribeConfiguration', 'mq:DescribeConfigurationRevision'],
    },
    { place: 'passed-role', actions: [PASS_ROLE] },
  ],
  /*
   * Reads everything about the broker and its configuration. The two lists are how the console and
   * the command line find them; they show the names of the account's other brokers and cannot be
   * narrowed. Left out: ActiveMQ's users, and the catalogues of engines and instance types, which
   * are about no broker.
   */
  observe: [
    {
      place: 'broker',
      actions: ['mq:DescribeBroker', 'mq:DescribeSharedResources', 'mq:ListTags'],
    },
    {
      place: 'configuration',
      actions: [
        'mq:DescribeConfiguration',
        'mq:DescribeConfigurationRevision',
        'mq:ListConfigurationRevisions',
        'mq:ListTags',
      ],
    },
    { place: 'everywhere', actions: ['mq:ListBrokers', 'mq:ListConfigurations'] },
  ],
  // Reboots, and reads the state, or nobody could tell when the broker is back.
  reboot: [{ place: 'broker', actions: ['mq:DescribeBroker', 'mq:RebootBroker'] }],
  /*
   * Creates, which IAM can allow nowhere but everywhere; the tags, which tell brokers apart in
   * other policies, only under this broker's name and on configurations, whose ARNs hold no name.
   */
  create: [
    {
      place: 'everywhere',
      actions: ['mq:CreateBroker', 'mq:CreateConfiguration', ...NETWORK_ACTIONS],
    },
    { place: 'new', actions: ['mq:CreateTags'] },
    // A broker takes minutes to come up, and its id is known only then.
    { place: 'new-broker', actions: ['mq:DescribeBroker'] },
    { place: 'network', actions: NETWORK_PERMISSION_ACTIONS },
    { place: 'service-role', actions: [SERVICE_ROLE] },
    { place: 'passed-role', actions: [PASS_ROLE] },
  ],
};

/** Where a single action is allowed. */
const PLACES_OF: Readonly<Record<MqResource, readonly ApiPlace[]>> = {
  broker: ['broker'],
  configuration: ['configuration'],
  either: ['broker', 'configuration'],
  none: ['everywhere'],
};

/** Whether the text is a right, in the spelling of the contract: actions with `mq:` before them. */
export function isRight(text: string): text is ApiRight {
  return isMqAction(text) || NAMED_RIGHTS.some((right) => right === text);
}

/**
 * The actions that a right is for, without what is needed beside them: a condition on a right has to be
 * one that these can have.
 */
export function mainActions(right: ApiRight): readonly string[] {
  const [first] = grantsOf(right);
  return first?.actions.filter(isMqAction) ?? [];
}

/** What a right allows, and where. An action allows itself alone, without what a call may need beside it. */
export function grantsOf(right: ApiRight): readonly ActionGrant[] {
  if (!isMqAction(right)) return GRANTS[right];
  return PLACES_OF[MQ_ACTIONS[right].resource].map((place) => ({ place, actions: [right] }));
}
