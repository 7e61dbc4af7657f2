import type * as Sdk from '@aws-sdk/client-mq';
import { AwsFailure } from '../amazon-mq.js';
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

/** The brokers that an account has, and those of which Amazon MQ did not say more. */
export interface AccountBrokers {
  readonly brokers: readonly AccountBroker[];
  /** By their names, with why: a clause. */
  readonly untold: readonly { readonly name: string; readonly id: string; readonly why: string }[];
}

/** How many brokers are asked about at a time. */
const AT_ONCE = 8;

/**
 * The RabbitMQ brokers of an account in one region, by name.
 *
 * @throws AwsFailure where Amazon MQ does not list them, and where it describes none of them
 */
export async function brokersOfAccount(
  sdk: SdkModule,
  caller: AccountCaller,
): Promise<AccountBrokers> {
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
      if (page.NextToken !== undefined && page.NextToken === NextToken)
        throw new AwsFailure('mq:ListBrokers answers the same page again and again');
      NextToken = page.NextToken;
    } while (NextToken !== undefined && NextToken !== '');
    const ids = listed
      .filter(({ EngineType }) => EngineType?.toUpperCase() === 'RABBITMQ')
      .flatMap(({ BrokerId, BrokerName }) =>
        BrokerId === undefined ? [] : [{ id: BrokerId, name: BrokerName ?? BrokerId }],
      );
    const brokers: AccountBroker[] = [];
    const untold: { name: string; id: string; why: string; thrown: AwsFailure }[] = [];
    for (let at = 0; at < ids.length; at += AT_ONCE)
      await Promise.all(
        ids.slice(at, at + AT_ONCE).map(async ({ id, name }) => {
          const command = new sdk.DescribeBrokerCommand({ BrokerId: id });
          try {
            const answer = await call(`mq:DescribeBroker of ${id}`, (abortSignal) =>
              client.send(command, { abortSignal }),
            );
            brokers.push(brokerOf(id, answer));
          } catch (thrown) {
            if (!(thrown instanceof AwsFailure) || caller.signal.aborted) throw thrown;
            untold.push({ name, id, why: thrown.message, thrown });
          }
        }),
      );
    const [first] = untold;
    if (first !== undefined && brokers.length === 0) throw first.thrown;
    const byName = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : 1);
    return { brokers: brokers.sort(byName), untold: untold.sort(byName) };
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
