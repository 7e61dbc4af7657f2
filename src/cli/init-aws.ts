import { isBrokerId } from '../aws/mq-ids.js';
import { didYouMean, nearest } from '../diagnostics/nearest.js';
import {
  brokersOfAccount,
  type AccountBroker,
  type AccountBrokers,
} from '../deploy/account/brokers.js';
import { callerIdentity } from '../deploy/account/identity.js';
import { ENABLE, issuerOfAccount, type AccountCaller } from '../deploy/account/issuer.js';
import { AwsFailure } from '../deploy/amazon-mq.js';
import { loadAccountSdk, SdkMissing, type AccountSdk } from '../deploy/load-sdk.js';
import { readProfiles } from '../deploy/profiles.js';
import { chooseRegion } from '../deploy/region.js';
import { formatSource } from '../format/format.js';
import { exampleEngine } from '../rabbitmq/engines.js';
import { printable } from '../report/printable.js';
import { Source } from '../source/source.js';
import { timeoutOf, waitingTo } from './broker-api.js';
import { brokerBlocks, fitting, type AccountFacts } from './init-brokers.js';
import { startingPolicy } from './init-policy.js';
import { Failure, UsageError, type Io } from './io.js';
import type { Arguments } from './options.js';

/** A policy about an account, what was found for it, and what is left to put into it. */
interface BegunWithAccount {
  readonly policy: string;
  /** A line each. */
  readonly found: readonly string[];
  readonly left: string;
}

/** What of an account's brokers is put into a policy. */
interface Chosen {
  readonly brokers: readonly AccountBroker[];
  readonly found: readonly string[];
}

/**
 * Begins a policy with what AWS says of the account whose credentials are used.
 *
 * @param values the options of `init --aws`
 * @throws Failure where no policy can be begun, with what to do about it
 */
export async function beginWithAccount(
  values: Arguments['values'],
  io: Io,
): Promise<BegunWithAccount> {
  const empty = Object.entries(values).find(([, value]) => value === '');
  if (empty !== undefined) throw new UsageError(`--${empty[0]} is empty`);
  const { broker, profile, region, timeout = '60' } = values;
  const asked = { name: undefined, policy: undefined, option: region, profile };
  const choice = chooseRegion(asked, process.env, readProfiles(process.env));
  if (!choice.ok) throw new UsageError(choice.problem);
  if (choice.note !== undefined) io.err.write(`${printable(choice.note)}\n`);
  const stop = new AbortController();
  const interrupt = (): void => {
    stop.abort();
  };
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  try {
    const sdk = await loadAccountSdk(io.cwd, 'init --aws');
    const patience = { timeout: timeoutOf(timeout), signal: stop.signal, waiting: waitingTo(io) };
    return await begun(sdk, { region: choice.region, profile, ...patience }, broker);
  } catch (thrown) {
    if (!(thrown instanceof AwsFailure)) throw thrown;
    const install = thrown instanceof SdkMissing ? `. This installs it: ${thrown.command}` : '';
    throw new Failure([`${thrown.message}${install}`, 'nothing was written']);
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
}

async function begun(
  sdk: AccountSdk,
  caller: AccountCaller,
  wanted: string | undefined,
): Promise<BegunWithAccount> {
  const { region } = caller;
  const identity = await callerIdentity(sdk.sts, caller);
  const issuer = await issuerOfAccount(sdk.iam, caller);
  if (issuer === undefined)
    throw new AwsFailure(
      `outbound federation is off in the account ${identity.account}, so that STS gives its roles no tokens: an administrator turns it on, once for the account, with \`${ENABLE}\``,
    );
  const { brokers, found } = await chosen(sdk, caller, wanted);
  const facts: AccountFacts = { ...identity, region, issuer };
  const blocks = brokerBlocks(facts, brokers.length > 0 ? brokers : [TO_BE_MADE]);
  const text = startingPolicy(blocks, identity.partition);
  return {
    policy: formatSource(new Source('policy.warren', text)).text,
    found: [`Account ${identity.account}, whose tokens have the issuer ${issuer}`, ...found],
    left:
      brokers.length > 0
        ? 'your names'
        : 'the id of the broker, its configuration and your names, once it is made,',
  };
}

/** A broker that an account without any may make. */
const TO_BE_MADE: AccountBroker = {
  name: 'orders',
  id: '',
  state: '',
  engineVersion: exampleEngine().split(' ')[1] ?? '',
  configuration: undefined,
};

/** The brokers to put into the policy: the one that is wanted, or all that a policy can be about. */
async function chosen(
  sdk: AccountSdk,
  caller: AccountCaller,
  wanted: string | undefined,
): Promise<Chosen> {
  let all: readonly AccountBroker[];
  let untold: AccountBrokers['untold'];
  try {
    ({ brokers: all, untold } = await brokersOfAccount(sdk.mq, caller));
  } catch (thrown) {
    // Without one that is asked for, the account alone is worth a policy.
    if (!(thrown instanceof AwsFailure) || wanted !== undefined || caller.signal.aborted)
      throw thrown;
    return { brokers: [], found: [`No broker was looked at: ${thrown.message}`] };
  }
  const { region } = caller;
  const missed = untold.find(({ name, id }) => wanted === (isBrokerId(wanted ?? '') ? id : name));
  if (missed !== undefined) throw new AwsFailure(missed.why);
  if (wanted !== undefined) return { brokers: [theOne(wanted, all, region)], found: [] };
  const brokers = all.filter((broker) => fitting(broker) === undefined);
  const left = all.flatMap((broker) => fitting(broker) ?? []);
  return {
    brokers,
    found: [
      brokers.length === 0
        ? `No RabbitMQ broker in ${region} that a policy can be about`
        : `In ${region}: ${brokers.map(({ name }) => name).join(', ')}`,
      ...left.map((why) => `Left out: ${why}`),
      ...untold.map(({ name, why }) => `Left out: ${name}, as ${why}`),
      ...brokers.filter(({ configuration }) => configuration === undefined).map(unconfigured),
    ],
  };
}

function theOne(wanted: string, all: readonly AccountBroker[], region: string): AccountBroker {
  const found = all.find(({ name, id }) => wanted === (isBrokerId(wanted) ? id : name));
  const names = all.map(({ name }) => name);
  if (found === undefined)
    throw new AwsFailure(
      `there is no RabbitMQ broker '${wanted}' in ${region}${names.length === 0 ? '' : `; there are ${names.join(', ')}.${didYouMean(nearest(wanted, names))}`}`,
    );
  const why = fitting(found);
  if (why !== undefined) throw new AwsFailure(`no policy can be about it: ${why}`);
  return found;
}

function unconfigured({ name, engineVersion }: AccountBroker): string {
  return `${name} runs with no configuration of the account: \`aws mq create-configuration --name ${name} --engine-type RABBITMQ --engine-version ${engineVersion}\` makes one, whose id belongs into the policy as \`configuration\``;
}
