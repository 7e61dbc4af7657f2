import { setTimeout as pause } from 'node:timers/promises';
import { AwsFailure } from '../deploy/amazon-mq.js';
import type { AccountCaller } from '../deploy/account/issuer.js';
import { loadSts, SdkMissing } from '../deploy/load-sdk.js';
import { tokenIn } from '../management/credentials.js';
import { readSecretFile } from '../management/secret-file.js';
import { grantedTo } from '../access/granted.js';
import type { BrokerPolicy } from '../policy/policy.js';
import { commandLine, optionWords, pathWord, shellWord } from '../source/shell.js';
import { printable } from '../report/printable.js';
import { parseEndpoint, type Endpoint } from '../verify/amqp/endpoint.js';
import { differencesIn, missingIn, type VerifyReport } from '../verify/report.js';
import { roleOf } from '../verify/sign-in/sign-in.js';
import { tokenFromSts } from '../verify/sign-in/sts.js';
import { Token } from '../verify/sign-in/token.js';
import { verifyBroker } from '../verify/verify.js';
import type { DeployOptions } from './deploy-options.js';
import { exit, type Io } from './io.js';
import { verifyText } from './verify-text.js';

/** The exit code for a broker that differs. */
const DIFFERENT = 3;

/** How often a sign-in is tried on a broker that has just rebooted, and may not listen yet. */
const TRIES = 5;

/** What a deployment is verified with. */
export interface DeployedBroker {
  readonly policy: BrokerPolicy;
  /** Where clients connect, as Amazon MQ tells it; undefined where it tells none. */
  readonly endpoint: string | undefined;
  readonly caller: AccountCaller;
  /** The certificates (PEM) that are trusted instead of the machine's own. */
  readonly ca: string | undefined;
}

/**
 * Signs in to a broker that was deployed to, and tries what the policy says of the role whose token it is.
 * Where nobody can sign in from here it names the command that does it elsewhere: what was deployed stays
 * deployed.
 *
 * @returns the exit code: 3 for a difference, 2 for a broker that does not answer
 */
export async function verifyDeployed(
  { policy, endpoint, caller, ca }: DeployedBroker,
  options: DeployOptions,
  io: Io,
): Promise<number> {
  const { amqp = endpoint, pace } = options;
  const read = amqp === undefined ? undefined : parseEndpoint(amqp);
  if (read?.ok !== true) return elsewhere('Amazon MQ tells no address to sign in at', options, io);
  const token = await tokenOf(policy, options, caller, io);
  if (typeof token === 'string') return elsewhere(token, options, io);
  const nobody = options.token === undefined ? nobodyToTry(policy, token) : undefined;
  if (nobody !== undefined) return elsewhere(nobody, options, io);
  const { timeout, signal } = caller;
  let report = await signedIn(policy, read.endpoint, token, ca, { timeout, signal });
  for (
    let tries = 1;
    report.isPassing && report.probes === undefined && tries < TRIES && !signal.aborted;
    tries++
  ) {
    await pause(pace.every, undefined, { signal }).catch(() => undefined);
    report = await signedIn(policy, read.endpoint, token, ca, { timeout, signal });
  }
  io.out.write(verifyText(report, false));
  if (report.failure !== undefined) {
    io.err.write(`warren: ${printable(report.failure)}\n`);
    io.err.write('The revision is deployed; what it does was not verified to the end.\n');
    return exit.unable;
  }
  if (differencesIn(report).length > 0) return DIFFERENT;
  const missing = missingIn(report);
  return missing === undefined ? exit.ok : elsewhere(missing, options, io);
}

/** Why whoever deploys is no role that signs in to the broker: a clause; undefined for one that is. */
function nobodyToTry(policy: BrokerPolicy, token: Token): string | undefined {
  const role = roleOf(token, policy);
  const who = 'whoever deploys';
  if (role === undefined)
    return `${who}, \`${token.facts.subject ?? ''}\`, is no role of the policy, so that there is nothing to try`;
  const { reaches, tags } = grantedTo(policy)(role).given;
  return reaches.length + tags.length > 0
    ? undefined
    : `${who} is ${role.name}, to which the policy grants nothing in ${policy.broker.name} itself, so that there is nothing to try`;
}

function signedIn(
  policy: BrokerPolicy,
  endpoint: Endpoint,
  token: Token,
  ca: string | undefined,
  patience: { readonly timeout: number; readonly signal: AbortSignal },
): Promise<VerifyReport> {
  const signIn = { endpoint, token, ca, ...patience };
  const nothing = { api: undefined, apiOfRole: undefined, progress: () => undefined };
  return verifyBroker({ policy, signIn, ...nothing });
}

/** A token, of the file that is named or from STS; why there is none: a clause. */
async function tokenOf(
  { broker }: BrokerPolicy,
  { token: path }: DeployOptions,
  caller: AccountCaller,
  io: Io,
): Promise<Token | string> {
  let text: string;
  if (path !== undefined) {
    const read = await readSecretFile(path, io.cwd, tokenIn);
    if (!read.ok) return read.reason;
    text = read.secret;
  } else {
    try {
      text = await tokenFromSts(await loadSts(io.cwd), broker, caller);
    } catch (thrown) {
      if (!(thrown instanceof AwsFailure)) throw thrown;
      return thrown instanceof SdkMissing
        ? `${thrown.message}; \`${thrown.command}\` installs it`
        : thrown.message;
    }
  }
  const token = Token.read(text);
  return token.ok ? token.token : `${path ?? 'what STS answers'} ${token.reason}`;
}

function elsewhere(why: string, options: DeployOptions, io: Io): number {
  io.err.write(`Not verified: ${printable(why)}.\n${nextText(options, undefined)}`);
  return exit.ok;
}

/** How a deployment is looked at once it counts: it is done when a role has signed in. */
export function nextText({ paths, broker }: DeployOptions, endpoint: string | undefined): string {
  const words = commandLine(
    'warren',
    'verify',
    ...paths.map(pathWord),
    ...optionWords('broker', broker),
  );
  const at = endpoint === undefined ? 'amqps://…:5671' : shellWord(endpoint);
  return printable(
    `Next, sign in as a role: ${words} --amqp ${at}, with --api https://… for the topology.`,
  ).concat('\n');
}
