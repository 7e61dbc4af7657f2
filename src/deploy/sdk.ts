import type * as Sdk from '@aws-sdk/client-mq';
import { version } from '../version.js';
import {
  AwsFailure,
  type AmazonMq,
  type BrokerStatus,
  type ConfigurationStatus,
  type RevisionRef,
} from './amazon-mq.js';
import { failureOf } from './aws-errors.js';
import { comingChanges } from './coming.js';
import { within, type Patience } from './deadline.js';
import type { SdkModule } from './load-sdk.js';

/** Where Amazon MQ is called, and as whom. */
export interface Caller extends Patience {
  readonly region: string;
  /** A profile of the AWS configuration files; undefined leaves it to the environment. */
  readonly profile: string | undefined;
}

/** Amazon MQ, with connections that have to be closed. */
export interface MqConnection {
  readonly mq: AmazonMq;
  /** Ends whatever is still under way. */
  readonly close: () => void;
}

/** Throttling and server errors are tried again this often, with a growing pause. */
const ATTEMPTS = 6;

/** How long a connection may take to come about, in milliseconds, before it is tried again. */
const CONNECTING = 10_000;

/** What a revision that is written here is described by. */
const DESCRIPTION = 'Written by Warren';

/**
 * Amazon MQ over the AWS SDK: Signature Version 4, the usual credential chain, and the endpoints that
 * the environment may name.
 */
export function amazonMq(sdk: SdkModule, account: Caller): MqConnection {
  const { region, profile, timeout } = account;
  const client = new sdk.MqClient({
    region,
    maxAttempts: ATTEMPTS,
    customUserAgent: [['warren', version]],
    requestHandler: { connectionTimeout: Math.min(CONNECTING, timeout) },
    ...(profile === undefined ? {} : { profile }),
  });
  /** Names what was asked in the words of the API, so that a refusal says which permission lacks. */
  const call = async <T>(
    action: string,
    send: (options: { readonly abortSignal: AbortSignal }) => Promise<T>,
  ): Promise<T> => {
    try {
      return await within(action, account, (abortSignal) => send({ abortSignal }));
    } catch (thrown) {
      throw failureOf(action, thrown);
    }
  };
  const mq: AmazonMq = {
    describeBroker: (BrokerId) =>
      call('mq:DescribeBroker', async (options) =>
        statusOf(await client.send(new sdk.DescribeBrokerCommand({ BrokerId }), options)),
      ),
    describeConfiguration: (ConfigurationId) =>
      call('mq:DescribeConfiguration', async (options) => {
        const command = new sdk.DescribeConfigurationCommand({ ConfigurationId });
        return configurationOf(ConfigurationId, await client.send(command, options));
      }),
    readRevision: ({ configuration, revision }) =>
      call(`mq:DescribeConfigurationRevision of ${configuration}/${revision}`, async (options) => {
        const command = new sdk.DescribeConfigurationRevisionCommand({
          ConfigurationId: configuration,
          ConfigurationRevision: String(revision),
        });
        const { Data, Description } = await client.send(command, options);
        const text = Buffer.from(Data ?? '', 'base64').toString();
        const isOurs = Description?.startsWith(DESCRIPTION) ?? false;
        return { configuration, revision, text, isOurs };
      }),
    writeRevision: (configuration, text) =>
      call('mq:UpdateConfiguration', async (options) => {
        const command = new sdk.UpdateConfigurationCommand({
          ConfigurationId: configuration,
          Data: Buffer.from(text).toString('base64'),
          Description: `${DESCRIPTION} ${version}`,
        });
        const { LatestRevision, Warnings } = await client.send(command, options);
        const revision = numberOf(LatestRevision?.Revision, 'the revision that was written');
        return { configuration, revision, removed: (Warnings ?? []).map(warningText) };
      }),
    useRevision: (BrokerId, { configuration: Id, revision: Revision }) =>
      call('mq:UpdateBroker', async (options) => {
        const command = new sdk.UpdateBrokerCommand({ BrokerId, Configuration: { Id, Revision } });
        await client.send(command, options);
      }),
    reboot: (BrokerId) =>
      call('mq:RebootBroker', async (options) => {
        await client.send(new sdk.RebootBrokerCommand({ BrokerId }), options);
      }),
  };
  return {
    mq,
    close: () => {
      client.destroy();
    },
  };
}

/** Enumerations come back in several cases: `RabbitMQ` where `RABBITMQ` is sent. */
function statusOf(answer: Sdk.DescribeBrokerResponse): BrokerStatus {
  const { Configurations, EngineVersion = '', PendingEngineVersion = '' } = answer;
  const isOther = PendingEngineVersion !== '' && PendingEngineVersion !== EngineVersion;
  return {
    arn: answer.BrokerArn,
    state: (answer.BrokerState ?? 'UNKNOWN').toUpperCase(),
    engine: (answer.EngineType ?? 'UNKNOWN').toUpperCase(),
    engineVersion: EngineVersion,
    comingVersion: isOther ? PendingEngineVersion : undefined,
    current: refOf(Configurations?.Current),
    pending: refOf(Configurations?.Pending),
    history: (Configurations?.History ?? []).flatMap((ref) => refOf(ref) ?? []),
    coming: comingChanges(answer),
    actions: (answer.ActionsRequired ?? []).map(({ ActionRequiredCode, ActionRequiredInfo }) => ({
      code: ActionRequiredCode ?? 'an action without a code',
      info: ActionRequiredInfo ?? '',
    })),
    endpoint: (answer.BrokerInstances ?? [])
      .flatMap(({ Endpoints }) => Endpoints ?? [])
      .find((url) => url.startsWith('amqps://')),
    upgradesItself: answer.AutoMinorVersionUpgrade ?? false,
  };
}

function configurationOf(
  id: string,
  { EngineType, EngineVersion, LatestRevision }: Sdk.DescribeConfigurationResponse,
): ConfigurationStatus {
  return {
    id,
    engine: (EngineType ?? '').toUpperCase(),
    engineVersion: EngineVersion ?? '',
    latest: numberOf(LatestRevision?.Revision, 'the latest revision'),
  };
}

function refOf(id: Sdk.ConfigurationId | undefined): RevisionRef | undefined {
  if (id?.Id === undefined || id.Revision === undefined) return undefined;
  return { configuration: id.Id, revision: id.Revision };
}

function numberOf(value: number | undefined, what: string): number {
  if (value === undefined) throw new AwsFailure(`Amazon MQ did not say ${what}`);
  return value;
}

function warningText({ Reason, ElementName, AttributeName }: Sdk.SanitizationWarning): string {
  const about = [ElementName, AttributeName].filter((name) => name !== undefined && name !== '');
  return [Reason ?? 'REMOVED', ...about].join(' ');
}
