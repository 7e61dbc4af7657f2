import { literalInArn } from './literal.js';
import type { PolicyBroker, NeededSetting } from './policy-broker.js';
import type { Condition } from './policy-document.js';

/** Amazon MQ as IAM and EC2 know it, in every partition. */
const MQ_PRINCIPAL = 'mq.amazonaws.com';

/** Where a right counts. Each place becomes one statement. */
export type ApiPlace =
  | 'broker'
  | 'configuration'
  | 'any-configuration'
  | 'new'
  | 'new-broker'
  | 'everywhere'
  | 'network'
  | 'service-role'
  | 'passed-role';

/** How a place is written as a statement. */
export interface PlaceFacts {
  readonly place: ApiPlace;
  readonly sid: string;
  /** What the broker has to say before the resources can be named. */
  readonly needs: readonly NeededSetting[];
  /** The statement's resources; without any there is no statement. */
  readonly resources: (broker: PolicyBroker) => readonly string[];
  readonly condition?: Condition;
}

/** Every place, in the order of the statements. */
export const PLACES: readonly PlaceFacts[] = [
  {
    place: 'broker',
    sid: 'Broker',
    needs: ['account', 'region', 'id'],
    resources: (broker) => [brokerArn(broker, setting(broker, 'id'))],
  },
  {
    place: 'configuration',
    sid: 'Configuration',
    needs: ['account', 'region', 'configuration'],
    resources: (broker) => [configurationArn(broker, setting(broker, 'configuration'))],
  },
  {
    // The ARN of a configuration holds no name, so those of one broker cannot be told apart.
    place: 'any-configuration',
    sid: 'AnyConfiguration',
    needs: ['account', 'region'],
    resources: (broker) => [configurationArn(broker, '*')],
  },
  {
    // The broker and its configuration while they have no id yet.
    place: 'new',
    sid: 'New',
    needs: ['account', 'region'],
    resources: (broker) => [brokerArn(broker, '*'), configurationArn(broker, '*')],
  },
  {
    place: 'new-broker',
    sid: 'NewBroker',
    needs: ['account', 'region'],
    resources: (broker) => [brokerArn(broker, '*')],
  },
  { place: 'everywhere', sid: 'Everywhere', needs: [], resources: () => ['*'] },
  {
    place: 'network',
    sid: 'Network',
    needs: [],
    resources: () => ['*'],
    condition: { StringEquals: { 'ec2:AuthorizedService': MQ_PRINCIPAL } },
  },
  {
    // Its name is fixed: IAM User Guide, "Service-linked roles"; one for each account.
    place: 'service-role',
    sid: 'ServiceRole',
    needs: ['account'],
    resources: (broker) => [
      `arn:${broker.partition}:iam::${setting(broker, 'account')}:role/aws-service-role/${MQ_PRINCIPAL}/AWSServiceRoleForAmazonMQ`,
    ],
    condition: { StringEquals: { 'iam:AWSServiceName': MQ_PRINCIPAL } },
  },
  {
    place: 'passed-role',
    sid: 'PassRole',
    needs: [],
    resources: ({ passRoleArn }) => (passRoleArn === undefined ? [] : [literalInArn(passRoleArn)]),
    condition: { StringEquals: { 'iam:PassedToService': MQ_PRINCIPAL } },
  },
];

/** Source of both ARNs: Service Authorization Reference, "Resource types defined by Amazon MQ". */
function brokerArn(broker: PolicyBroker, id: string): string {
  return `${arnStart(broker)}:broker:${literalInArn(broker.name)}:${id}`;
}

function configurationArn(broker: PolicyBroker, id: string): string {
  return `${arnStart(broker)}:configuration:${id}`;
}

function arnStart(broker: PolicyBroker): string {
  const region = setting(broker, 'region');
  return `arn:${broker.partition}:mq:${region}:${setting(broker, 'account')}`;
}

/** A setting as a part of an ARN. Whoever asks has made sure that it is there. */
function setting(broker: PolicyBroker, name: NeededSetting): string {
  const value = broker[name];
  if (value === undefined) throw new TypeError(`broker ${broker.name} has no ${name}`);
  return literalInArn(value);
}
