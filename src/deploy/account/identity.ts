import { partitionNamed, type PartitionId } from '../../aws/partitions.js';
import { AwsFailure } from '../amazon-mq.js';
import { failureOf, type Advice } from '../aws-errors.js';
import { within } from '../deadline.js';
import type { StsModule } from '../load-sdk.js';
import { clientSettings, type AccountCaller } from './issuer.js';

/** Whose credentials are used. */
export interface CallerIdentity {
  /** Twelve digits. */
  readonly account: string;
  readonly partition: PartitionId;
}

const ACTION = 'sts:GetCallerIdentity';

/** Nobody needs a permission for this call, so that a refusal is about the credentials alone. */
const STS_ADVICE: Advice = new Map();

/**
 * Asks STS whose credentials are used.
 *
 * @throws AwsFailure where STS does not say
 */
export async function callerIdentity(
  sdk: StsModule,
  caller: AccountCaller,
): Promise<CallerIdentity> {
  const client = new sdk.STSClient(clientSettings(caller));
  try {
    const command = new sdk.GetCallerIdentityCommand({});
    const { Account = '', Arn = '' } = await within(ACTION, caller, (abortSignal) =>
      client.send(command, { abortSignal }),
    );
    const partition = partitionNamed(Arn.split(':')[1] ?? '');
    if (!/^\d{12}$/.test(Account) || partition === undefined)
      throw new AwsFailure(`${ACTION} answered no account`);
    return { account: Account, partition: partition.id };
  } catch (thrown) {
    throw failureOf(ACTION, thrown, STS_ADVICE);
  } finally {
    client.destroy();
  }
}
