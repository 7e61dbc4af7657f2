import { AwsFailure } from '../deploy/amazon-mq.js';
import { carryOut, NotAsWritten, type Target } from '../deploy/carry-out.js';
import { compare, mayGain } from '../deploy/comparison.js';
import { misfit } from '../deploy/fit.js';
import { inspect, isDone } from '../deploy/plan.js';
import { Progress } from '../deploy/progress.js';
import { amazonMq } from '../deploy/sdk.js';
import type { Broker } from '../policy/broker.js';
import type { BrokerPolicy } from '../policy/policy.js';
import { checkPolicy } from '../program/check.js';
import { nearest } from '../program/question.js';
import { render } from '../report/formats.js';
import { printable } from '../report/printable.js';
import { deployOptions, type DeployOptions } from './deploy-options.js';
import { comparisonText } from './deploy-text.js';
import { exit, Failure, UsageError, type Io } from './io.js';
import { load } from './load.js';
import { exitCodeOf } from './verdict.js';

export const deployUsage = `warren deploy [PATH…] --broker B [--dry-run] [--no-new-access] [--reboot] [--yes]
              [--profile P] [--region R] [--wait MINUTES] [--poll SECONDS]

Brings the configuration of a broker on Amazon MQ to what the policy says. It shows the access that
each role gains and loses against what the broker runs with, asks, writes a new revision, reads it
back, has the broker use it and, with --reboot, reboots the broker and waits until it runs with it.
Without --reboot the revision counts from the next reboot on. A deployment that was broken off can
be run again: what is done is not done twice.

  --dry-run        stop after the comparison
  --no-new-access  refuse a deployment that lets any role do more than now
  --reboot         reboot the broker and wait for it
  --yes            do not ask
  --profile P      a profile of the AWS configuration files; by default the usual credential chain
  --region R       where the policy names no region
  --wait MINUTES   how long to wait for the broker, by default 60
  --poll SECONDS   how often to look, by default 10

Exit code: 0 where the broker is as the policy says, or is to be at its next reboot; with --dry-run
0 for no difference and 3 for one. 1 for a policy with errors, a deployment that was refused or
declined, and a configuration that Amazon MQ would not take as it is. 2 for wrong usage and for
calls to AWS that fail.
`;

/** The exit code of a dry run that found a difference. */
const DIFFERENT = 3;

/** A policy compiled for the broker that it is to be deployed to. */
interface Compiled {
  readonly policy: BrokerPolicy;
  readonly target: Target;
}

/** `warren deploy`. The only command that opens a connection. */
export async function deploy(args: readonly string[], io: Io): Promise<number> {
  const options = deployOptions(args);
  const compiled = compile(options, io);
  if (compiled === undefined) return exit.failed;
  const stop = new AbortController();
  const interrupt = (): void => {
    stop.abort();
  };
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const progress = new Progress((line) => {
    if (line !== '') io.err.write(`${printable(line)}\n`);
  });
  try {
    return await run(compiled, options, progress, stop.signal, io);
  } catch (thrown) {
    if (!(thrown instanceof AwsFailure)) throw thrown;
    const removed = thrown instanceof NotAsWritten ? thrown.removed : [];
    const again = progress.changed ? ' Running the same command again goes on from there.' : '';
    const lines = [`warren: ${thrown.message}`, ...removed.map((line) => `  ${line}`)];
    io.err.write(`${[...lines, progress.state + again].map(printable).join('\n')}\n`);
    return thrown instanceof NotAsWritten ? exit.failed : exit.unable;
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
}

async function run(
  { policy, target }: Compiled,
  options: DeployOptions,
  progress: Progress,
  signal: AbortSignal,
  io: Io,
): Promise<number> {
  const { broker } = policy;
  const mq = await amazonMq({
    region: regionOf(broker, options),
    profile: options.profile,
    signal,
  });
  const found = await inspect(mq, target.broker, target.configuration, target.text);
  const problem = misfit(broker, found.status);
  if (problem !== undefined) throw new Failure([problem]);
  const { current } = found.status;
  const name = current === undefined ? '' : `${current.configuration}/${current.revision}`;
  const comparison = compare(found.deployed, name, policy, target.text);
  io.out.write(comparisonText(comparison, found, io.out.colour));
  const same = isDone(found.plan);
  if (options.dryRun) return same ? exit.ok : DIFFERENT;
  if (same) return exit.ok;
  if (options.noNewAccess && mayGain(comparison)) {
    io.err.write('Refused: somebody would gain access. Nothing was changed.\n');
    return exit.failed;
  }
  if (!(await isConfirmed(broker, options, io))) {
    io.err.write('Nothing was changed.\n');
    return exit.failed;
  }
  const pace = options.reboot ? { ...options.pace, signal } : undefined;
  await carryOut(mq, target, found, pace, progress);
  if (found.plan.reboot && !options.reboot)
    io.err.write('It counts from the next reboot of the broker on: --reboot does it now.\n');
  return exit.ok;
}

/** Compiles the policy; undefined where it has errors, which are reported. */
function compile({ paths, broker: wanted }: DeployOptions, io: Io): Compiled | undefined {
  const { diagnostics, policies, artifacts } = checkPolicy(load(paths, io), true);
  io.err.write(render('text', diagnostics, io.err));
  if (exitCodeOf(diagnostics) !== exit.ok) return undefined;
  const names = policies.map(({ broker }) => broker.name);
  const policy = policies.find(({ broker }) => broker.name === wanted);
  if (policy === undefined)
    throw new UsageError(`there is no broker '${wanted}'.${nearest(wanted, names)}`);
  const { id, configuration, engine } = policy.broker;
  if (engine.product !== 'amazon-mq')
    throw new UsageError(
      `${wanted} runs on machines of your own: compile, and copy its files there`,
    );
  if (id === undefined || configuration === undefined)
    throw new Failure([
      `the policy does not say which broker and configuration at Amazon MQ ${wanted} is: add \`id\` and \`configuration\` to it`,
    ]);
  const files = artifacts.find(({ name }) => name === wanted)?.files ?? [];
  const text = files.find(({ path }) => path === 'rabbitmq.conf')?.text ?? '';
  return { policy, target: { broker: id, configuration, text } };
}

function regionOf({ name, region }: Broker, options: DeployOptions): string {
  if (region !== undefined && options.region !== undefined && region !== options.region)
    throw new UsageError(`the policy says \`region ${region}\` for ${name}, not ${options.region}`);
  const found = region ?? options.region ?? process.env['AWS_REGION'];
  if (found === undefined || found === '')
    throw new UsageError(`no region: add \`region\` to the broker ${name}, or name a --region`);
  return found;
}

async function isConfirmed(
  { name }: Broker,
  { yes, reboot }: DeployOptions,
  { confirm }: Io,
): Promise<boolean> {
  if (yes) return true;
  if (confirm === undefined)
    throw new UsageError(
      'deploy asks before it changes anything; where nobody can answer, give --yes',
    );
  return confirm(reboot ? `Deploy to ${name} and reboot it?` : `Deploy to ${name}?`);
}
