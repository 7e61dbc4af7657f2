import type * as Sdk from '@aws-sdk/client-mq';
import { failureOf, type Advice } from '../aws-errors.js';
import { within } from '../deadline.js';
import type { SdkModule } from '../load-sdk.js';
import { clientSettings, type AccountCaller } from './issuer.js';

/** A RabbitMQ broker that an account has at Amazon MQ. */
export interface AccountBroker {
  /** As it is called at Amazon MQ. */
  readonly name: string;
  /** `b-…`. */
  readonly id: string;
  /** `RUNNING` and so on, in upper case. */
  readonly state: string;
  /** Such as `4.2` or `3.13.7`; empty where it is not told. */
  readonly engineVersion: string;
  /** `c-…`; undefined where it runs with none of the account's. */
  readonly configuration: string | undefined;
}

const NOT_ALLOWED =
  'these credentials are not allowed to; `observe` in a policy of Warren grants it, and so does the managed policy AmazonMQReadOnlyAccess';

const MQ_ADVICE: Advice = new Map([
  ['ForbiddenException', NOT_ALLOWED],
  ['AccessDeniedException', NOT_ALLOWED],
  ['InternalServerErrorException', 'Amazon MQ failed, and went on failing; try again later'],
]);

/** How many brokers are asked about at a time. */
const AT_ONCE = 8;

/**
 * The RabbitMQ brokers of an account in one region, by name.
 *
 * @throws AwsFailure where Amazon MQ does not say
 */
export async function brokersOfAccount(
  sdk: SdkModule,
  caller: AccountCaller,
): Promise<readonly AccountBroker[]> {
  const client = new sdk.MqClient(clientSettings(caller));
  const call = async <T>(action: string, send: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    try {
      return await within(action, caller, send);
    } catch (thrown) {
      throw failureOf(action, thrown, MQ_ADVICE);
    }
  };
  try {
    const listed: Sdk.BrokerSummary[] = [];
    let NextToken: string | undefined;
    do {
      const command = new sdk.ListBrokersCommand({ MaxResults: 100, NextToken });
      const page = await call('mq:ListBrokers', (abortSignal) =>
        client.send(command, { abortSignal }),
      );
      listed.push(...(page.BrokerSummaries ?? []));
      NextToken = page.NextToken;
    } while (NextToken !== undefined && NextToken !== '');
    const ids = listed
      .filter(({ EngineType }) => EngineType?.toUpperCase() === 'RABBITMQ')
      .flatMap(({ BrokerId }) => BrokerId ?? []);
    const brokers: AccountBroker[] = [];
    for (let at = 0; at < ids.length; at += AT_ONCE)
      brokers.push(
        ...(await Promise.all(
          ids.slice(at, at + AT_ONCE).map(async (BrokerId) => {
            const command = new sdk.DescribeBrokerCommand({ BrokerId });
            const answer = await call(`mq:DescribeBroker of ${BrokerId}`, (abortSignal) =>
              client.send(command, { abortSignal }),
            );
            return brokerOf(BrokerId, answer);
          }),
        )),
      );
    return brokers.sort((a, b) => (a.name < b.name ? -1 : 1));
  } finally {
    client.destroy();
  }
}

function brokerOf(id: string, answer: Sdk.DescribeBrokerResponse): AccountBroker {
  return {
    id,
    name: answer.BrokerName ?? id,
    state: (answer.BrokerState ?? 'UNKNOWN').toUpperCase(),
    engineVersion: answer.EngineVersion ?? '',
    configuration: answer.Configurations?.Current?.Id,
  };
}
