import { errorsOf } from '../diagnostics/diagnostic.js';
import { AwsFailure } from '../deploy/amazon-mq.js';
import { loadSts, SdkMissing } from '../deploy/load-sdk.js';
import { readProfiles } from '../deploy/profiles.js';
import { chooseRegion } from '../deploy/region.js';
import type { ManagementClient } from '../management/client.js';
import { tokenIn, type Credentials } from '../management/credentials.js';
import { readSecretFile } from '../management/secret-file.js';
import type { BrokerPolicy } from '../policy/policy.js';
import { checkPolicy } from '../program/check.js';
import { unknownBroker } from '../program/query/question.js';
import { printable } from '../report/printable.js';
import { differencesIn, missingIn } from '../verify/report.js';
import { tokenFromSts } from '../verify/sign-in/sts.js';
import { Token } from '../verify/sign-in/token.js';
import { verifyBroker } from '../verify/verify.js';
import { brokerApi, brokerApiUsage, certificates, timeoutOf, waitingTo } from './broker-api.js';
import type { Command } from './command.js';
import { exit, Failure, UsageError, type Io } from './io.js';
import { load } from './load.js';
import { verdictOf } from './verdict.js';
import { render } from '../report/formats.js';
import { verifyOptionNames, verifyOptions, type VerifyOptions } from './verify-options.js';
import { verifyJson, verifyText } from './verify-text.js';

const usage = `warren verify [PATH…] --broker B [--api URL] [--amqp URL] [--token FILE] [--all]
              [--user NAME] [--password-file FILE] [--ca FILE] [--timeout SECONDS]
              [--profile P] [--region R] [--format text|json]

Holds a running broker against the policy, and changes nothing there.

With --api it compares what the broker has: vhosts, exchanges and queues that are missing, that no
line declares or that are of another type, dead-letter and alternate exchanges, and internal users
with rights beside the policy. With --amqp it signs in as a role, tells what is wrong where the
broker does not let it in, and tries what the policy says of that role, each by an operation that
the broker refuses for another reason once it has looked at the permission.

  --api URL       the management API, such as https://b-….mq.eu-west-1.on.aws
  --amqp URL      where clients connect, such as amqps://b-….mq.eu-west-1.on.aws:5671
${brokerApiUsage}  --profile P     a profile of the AWS configuration files, to ask STS by; by default the usual
                  credential chain
  --region R      where STS is asked, where the policy names no region
  --all           list every name, not a number and some
  --format F      text or json

The token of --token FILE signs in to --amqp, and to --api where no --user is named. Without it STS is
asked for one with the credentials of whoever runs this; that needs the package @aws-sdk/client-sts
beside Warren, and says how to install it where it is not there.

Exit code: 0 where the broker is as the policy says, 3 where it differs; 1 for a policy with errors,
2 for wrong usage, a broker that does not answer, or stops to, and where nobody saw a vhost of the
policy; what was verified is told.
`;

/** The exit code for a broker that differs. */
const DIFFERENT = 3;

/** `warren verify`. */
export const command: Command = { usage, options: verifyOptionNames, takes: 'files', run: verify };

async function verify(args: readonly string[], io: Io): Promise<number> {
  const options = verifyOptions(args);
  const policy = policyOf(options, io);
  if (policy === undefined) return exit.failed;
  const stop = new AbortController();
  const interrupt = (): void => {
    stop.abort();
  };
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  try {
    return await verified(policy, options, stop.signal, io);
  } catch (thrown) {
    if (!(thrown instanceof AwsFailure)) throw thrown;
    const install = thrown instanceof SdkMissing ? `. This installs it: ${thrown.command}` : '';
    throw new Failure([`${thrown.message}${install}`]);
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
}

/** The policy of the broker; undefined where it has errors, which are reported. */
function policyOf(
  { paths, broker: wanted, format }: VerifyOptions,
  io: Io,
): BrokerPolicy | undefined {
  const loaded = load(paths, io);
  const checked = checkPolicy(loaded);
  const errors = errorsOf(checked.diagnostics);
  if (errors.length > 0 && format === 'text') io.err.write(render('text', errors, io.err));
  // Warnings hinder no look at a broker.
  const judged = { loaded, checked: { ...checked, diagnostics: errors } };
  if (verdictOf([judged], undefined, io) !== exit.ok) {
    if (format === 'json') io.out.write(render('json', errors, io.out));
    return undefined;
  }
  const { policies } = checked;
  const found = policies.find(({ broker }) => broker.name === wanted);
  if (found !== undefined) return found;
  const names = policies.map(({ broker }) => broker.name);
  throw new UsageError(unknownBroker(wanted, names));
}

async function verified(
  policy: BrokerPolicy,
  options: VerifyOptions,
  signal: AbortSignal,
  io: Io,
): Promise<number> {
  const { api, amqp, values } = options;
  const text = await tokenText(policy, options, signal, io);
  const token = text === undefined ? undefined : tokenOf(text, options);
  const isInternal = values['user'] !== undefined || values['password-file'] !== undefined;
  const clients: ManagementClient[] = [];
  const apiBy = async (known?: Credentials): Promise<ManagementClient | undefined> => {
    if (api === undefined) return undefined;
    const about = apiValues(options, known === undefined && isInternal);
    const client = await brokerApi('--api', api, about, io, signal, known);
    clients.push(client);
    return client;
  };
  try {
    // What stands in a pipe can be read once.
    const apiOfRole = text === undefined ? undefined : await apiBy({ kind: 'bearer', token: text });
    const client = isInternal || apiOfRole === undefined ? await apiBy() : apiOfRole;
    const report = await verifyBroker({
      policy,
      api: client && { client, asker: isInternal ? values['user'] : undefined },
      apiOfRole,
      signIn:
        amqp === undefined || token === undefined
          ? undefined
          : {
              endpoint: amqp,
              token,
              ca: values['ca'] === undefined ? undefined : certificates(values['ca'], io.cwd),
              timeout: timeoutOf(values['timeout'] ?? '60'),
              signal,
            },
      progress: (line) => {
        if (io.err.isWatched === true && io.quiet !== true) io.err.write(`${printable(line)}…\n`);
      },
    });
    const missing = missingIn(report);
    const isSame = missing === undefined && differencesIn(report).length === 0;
    if (options.format === 'json') io.out.write(verifyJson(report));
    else if (!isSame || io.quiet !== true) io.out.write(verifyText(report, options.all));
    if (isSame) return exit.ok;
    const isDifferent = report.failure === undefined && differencesIn(report).length > 0;
    if (missing !== undefined && !isDifferent) throw new Failure([missing]);
    if (missing !== undefined) io.err.write(`warren: ${printable(missing)}\n`);
    return DIFFERENT;
  } finally {
    for (const client of clients) client.close();
  }
}

/** The options about the management API, without those that are about signing in elsewhere. */
function apiValues(
  { api = '', values }: VerifyOptions,
  isInternal: boolean,
): VerifyOptions['values'] {
  const { token, ca, ...rest } = values;
  // Certificates may be those of the AMQP port, or of the issuer.
  const trusted = /^https:/i.test(api) ? { ca } : {};
  return { ...rest, ...trusted, ...(isInternal ? {} : { token }) };
}

/** The text of the token to sign in with; undefined where nobody has to sign in by one. */
async function tokenText(
  policy: BrokerPolicy,
  options: VerifyOptions,
  signal: AbortSignal,
  io: Io,
): Promise<string | undefined> {
  const { token: path, amqp } = options;
  if (path === undefined && amqp === undefined) return undefined;
  return path === undefined ? askSts(policy, options, signal, io) : secretIn(path, io);
}

/** @throws Failure for what is no web token, where one has to be */
function tokenOf(text: string, { token: path, amqp, values }: VerifyOptions): Token | undefined {
  const read = Token.read(text);
  if (read.ok) return read.token;
  // Whoever reads the API alone may have a token of another shape.
  if (amqp === undefined && values['user'] === undefined) return undefined;
  throw new Failure([`${path ?? 'what STS answers'} ${read.reason}`]);
}

async function secretIn(path: string, io: Io): Promise<string> {
  const read = await readSecretFile(path, io.cwd, tokenIn);
  if (!read.ok) throw new Failure([read.reason]);
  return read.secret;
}

async function askSts(
  { broker }: BrokerPolicy,
  { region: option, profile, values }: VerifyOptions,
  signal: AbortSignal,
  io: Io,
): Promise<string> {
  const asked = { name: broker.name, policy: broker.region, option, profile };
  const choice = chooseRegion(asked, process.env, readProfiles(process.env));
  if (!choice.ok)
    throw new UsageError(`${choice.problem}, to ask STS there; or name a token by --token FILE`);
  if (choice.note !== undefined) io.err.write(`${printable(choice.note)}\n`);
  const sdk = await loadSts(io.cwd);
  const timeout = timeoutOf(values['timeout'] ?? '60');
  const caller = { region: choice.region, profile, timeout, signal, waiting: waitingTo(io) };
  return tokenFromSts(sdk, broker, caller);
}
