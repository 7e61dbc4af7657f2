import type * as Sdk from '@aws-sdk/client-mq';
import { version } from '../version.js';
import { AwsFailure, type AmazonMq, type RevisionRef } from './amazon-mq.js';
import { failureOf } from './aws-errors.js';

/** Where Amazon MQ is called, and as whom. */
export interface Account {
  readonly region: string;
  /** A profile of the AWS configuration files; undefined leaves it to the environment. */
  readonly profile: string | undefined;
  /** Ends the call that is under way. */
  readonly signal: AbortSignal;
}

/** Throttling and server errors are tried again this often, with a growing pause. */
const ATTEMPTS = 6;

/**
 * Amazon MQ over the AWS SDK: Signature Version 4, the usual credential chain, and the endpoints that
 * the environment may name. The SDK is loaded here and nowhere else.
 */
export async function amazonMq({ region, profile, signal }: Account): Promise<AmazonMq> {
  // Which Node to run is for the engines line of package.json to say, not for every deployment.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const sdk = await import('@aws-sdk/client-mq');
  const client = new sdk.MqClient({
    region,
    maxAttempts: ATTEMPTS,
    customUserAgent: [['warren', version]],
    ...(profile === undefined ? {} : { profile }),
  });
  /** Names what was asked in the words of the API, so that a refusal says which permission lacks. */
  const call = async <T>(action: string, send: () => Promise<T>): Promise<T> => {
    try {
      return await send();
    } catch (thrown) {
      throw failureOf(action, thrown);
    }
  };
  const options = { abortSignal: signal };
  return {
    describeBroker: (BrokerId) =>
      call('mq:DescribeBroker', async () => {
        const answer = await client.send(new sdk.DescribeBrokerCommand({ BrokerId }), options);
        return {
          arn: answer.BrokerArn,
          state: answer.BrokerState ?? 'UNKNOWN',
          engine: answer.EngineType ?? 'UNKNOWN',
          engineVersion: answer.EngineVersion ?? '',
          current: refOf(answer.Configurations?.Current),
          pending: refOf(answer.Configurations?.Pending),
        };
      }),
    latestRevision: (configuration) =>
      call('mq:DescribeConfiguration', async () => {
        const command = new sdk.DescribeConfigurationCommand({ ConfigurationId: configuration });
        const { LatestRevision: latest } = await client.send(command, options);
        return { configuration, revision: numberOf(latest?.Revision, 'the latest revision') };
      }),
    readRevision: ({ configuration, revision }) =>
      call('mq:DescribeConfigurationRevision', async () => {
        const command = new sdk.DescribeConfigurationRevisionCommand({
          ConfigurationId: configuration,
          ConfigurationRevision: String(revision),
        });
        const { Data } = await client.send(command, options);
        return Buffer.from(Data ?? '', 'base64').toString();
      }),
    writeRevision: (configuration, text) =>
      call('mq:UpdateConfiguration', async () => {
        const command = new sdk.UpdateConfigurationCommand({
          ConfigurationId: configuration,
          Data: Buffer.from(text).toString('base64'),
          Description: `Written by Warren ${version}`,
        });
        const { LatestRevision, Warnings } = await client.send(command, options);
        const revision = numberOf(LatestRevision?.Revision, 'the revision that was written');
        return { configuration, revision, removed: (Warnings ?? []).map(warningText) };
      }),
    useRevision: (BrokerId, { configuration: Id, revision: Revision }) =>
      call('mq:UpdateBroker', async () => {
        const command = new sdk.UpdateBrokerCommand({ BrokerId, Configuration: { Id, Revision } });
        await client.send(command, options);
      }),
    reboot: (BrokerId) =>
      call('mq:RebootBroker', async () => {
        await client.send(new sdk.RebootBrokerCommand({ BrokerId }), options);
      }),
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
