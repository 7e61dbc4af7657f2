import { AwsFailure } from '../deploy/amazon-mq.js';
import { NotAsWritten, Overtaken } from '../deploy/carry-out.js';
import { amazonMq } from '../deploy/sdk.js';
import { loadSdk, SdkMissing } from '../deploy/load-sdk.js';
import { readProfiles } from '../deploy/profiles.js';
import { Progress } from '../deploy/progress.js';
import { Stuck } from '../deploy/reboot.js';
import { chooseRegion } from '../deploy/region.js';
import { printable } from '../report/printable.js';
import { certificates, waitingTo } from './broker-api.js';
import type { Command } from './command.js';
import { DeploymentRefused } from './deploy-consent.js';
import { goalOf, type Goal } from './deploy-goal.js';
import { issuerSources } from './deploy-issuer.js';
import { deployOptionNames, deployOptions, type DeployOptions } from './deploy-options.js';
import { runDeployment } from './deploy-run.js';
import { verifyDeployed } from './deploy-verify.js';
import { complain, exit, Failure, UsageError, type Io } from './io.js';

const usage = `warren deploy [PATH…] --broker B [--dry-run] [--no-new-access] [--reboot] [--yes]
              [--yes-pending] [--yes-drop] [--yes-issuer] [--rollback [--to N]]
              [--verify [--token FILE] [--amqp URL] [--ca FILE]]
              [--profile P] [--region R] [--wait MINUTES] [--poll SECONDS] [--timeout SECONDS]

Brings the configuration of a broker on Amazon MQ to what the policy says. It shows the access that
each role gains and loses against what the broker runs with, asks, looks whether anything has changed
meanwhile, writes a new revision, reads it back, has the broker use it and, with --reboot, reboots
the broker and waits until it runs with it. Without --reboot the revision counts from the next reboot
on. A deployment that was broken off can be run again: what is done is not done twice.

Before all that it holds the issuer of the policy against that of the account, and looks whether its keys
can be had and fit \`token\`: with a wrong issuer the broker would let in no role.

  --dry-run          stop after the comparison
  --no-new-access    refuse a deployment that lets any role do more than now
  --reboot           reboot the broker and wait for it
  --verify           then sign in as a role and try what the policy says of it, as verify does; where
                     there is no token, name the command that does it elsewhere
  --token FILE       the token to sign in with, by default one from STS
  --amqp URL         where to sign in, by default the address that Amazon MQ tells
  --ca FILE          the certificates to trust there
  --yes              do not ask
  --yes-pending      what else waits for a reboot, such as another engine version, may come with it,
                     and a configuration that waits for it, not written by deploy, may be replaced
  --yes-drop         lines that somebody wrote to the configuration by other means, and that are not
                     in the policy, may go
  --yes-issuer       an issuer that could not be checked in any way may be deployed
  --rollback         go back to the revision that the broker ran with before, and take back what
                     waits for the next reboot; the policy may have errors meanwhile, and
                     --broker may be the broker's id, b-…, without any policy
  --to N             the revision to go back to
  --profile P        a profile of the AWS configuration files; by default the usual credential chain
  --region R         where the policy names no region; by default AWS_REGION, AWS_DEFAULT_REGION, or
                     the profile's
  --wait MINUTES     how long to wait for the broker, by default 60
  --poll SECONDS     how often to look, by default 10
  --timeout SECONDS  how long one call to AWS may take, by default 60

It needs the package @aws-sdk/client-mq beside Warren, and says how to install it where it is not there.
The package @aws-sdk/client-sts asks for the token of --verify.
The package @aws-sdk/client-iam asks for the account's issuer; without it the keys alone are looked at.

Exit code: 0 where the broker is as the policy says, or is to be at its next reboot; with --dry-run
0 for no difference and 3 for one, and so with --verify. 1 for a policy with errors, a deployment that
was refused or declined, and a configuration that Amazon MQ would not take as it is. 2 for wrong usage,
a broker that is another one than the policy says or in no state to be changed, calls to AWS that fail,
and with --verify a broker that does not answer.
The last line says what was changed and what the broker runs with; after a reboot another one names
the command that verifies it.
`;

/** `warren deploy`. */
export const command: Command = { usage, options: deployOptionNames, takes: 'files', run: deploy };

/** `warren deploy`. */
async function deploy(args: readonly string[], io: Io): Promise<number> {
  const options = deployOptions(args);
  const goal = goalOf(options, io);
  if (goal === undefined) return exit.failed;
  const stop = new AbortController();
  const interrupt = (): void => {
    stop.abort();
  };
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const progress = new Progress((line) => {
    if (line !== '') io.err.write(`${printable(line)}\n`);
  });
  try {
    return await connected(goal, options, progress, stop.signal, io);
  } catch (thrown) {
    if (thrown instanceof UsageError) throw thrown;
    const ending = endingOf(thrown, progress);
    if (ending === undefined) throw thrown;
    if (thrown instanceof Failure) complain(io, thrown);
    io.err.write(`${ending.lines.map(printable).join('\n')}\n`);
    return ending.code;
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
}

async function connected(
  goal: Goal,
  options: DeployOptions,
  progress: Progress,
  signal: AbortSignal,
  io: Io,
): Promise<number> {
  const { profile, timeout } = options;
  const asked = { name: goal.expected.name, policy: goal.region, option: options.region, profile };
  const choice = chooseRegion(asked, process.env, readProfiles(process.env));
  if (!choice.ok) throw new UsageError(choice.problem);
  if (choice.note !== undefined) io.err.write(`${printable(choice.note)}\n`);
  const ca = options.ca === undefined ? undefined : certificates(options.ca, io.cwd);
  const sdk = await loadSdk(io.cwd);
  const caller = { region: choice.region, profile, timeout, signal, waiting: waitingTo(io) };
  const { mq, close } = amazonMq(sdk, caller);
  const issuer = issuerSources(caller, io.cwd);
  try {
    const code = await runDeployment({ mq, issuer, goal, options, progress, signal, io });
    if (code !== exit.ok || !options.verify || goal.what.kind !== 'policy') return code;
    const { endpoint } = await mq.describeBroker(goal.broker);
    return await verifyDeployed({ policy: goal.what.policy, endpoint, caller, ca }, options, io);
  } finally {
    close();
  }
}

/** How a deployment that was not carried out ends: what is said last, and the exit code. */
interface Ending {
  readonly lines: readonly string[];
  readonly code: number;
}

function endingOf(thrown: unknown, progress: Progress): Ending | undefined {
  const { state } = progress;
  if (thrown instanceof DeploymentRefused) {
    const { message, lines } = thrown;
    const told = lines.map((line) => `  ${line}`);
    const all =
      told.length === 0
        ? [`Refused: ${message}. ${state}`]
        : [`Refused: ${message}:`, ...told, state];
    return { lines: all, code: exit.failed };
  }
  // What it says was said already.
  if (thrown instanceof Failure) return { lines: [state], code: exit.unable };
  if (!(thrown instanceof AwsFailure)) return undefined;
  const first = `warren: ${thrown.message}`;
  if (thrown instanceof SdkMissing)
    return {
      lines: [`${first}. This installs it:`, `  ${thrown.command}`, state],
      code: exit.unable,
    };
  const more =
    thrown instanceof NotAsWritten ? thrown.removed : thrown instanceof Stuck ? thrown.lines : [];
  const isOurs = thrown instanceof NotAsWritten || thrown instanceof Overtaken;
  return {
    lines: [first, ...more.map((line) => `  ${line}`), state + advice(thrown, progress)],
    code: isOurs ? exit.failed : exit.unable,
  };
}

/** How to go on after a deployment that was broken off. */
function advice(thrown: AwsFailure, { changed }: Progress): string {
  if (!changed || thrown instanceof Stuck) return '';
  if (thrown instanceof NotAsWritten)
    return ' Change the policy so that Amazon MQ takes all of it, and run the same command again.';
  if (thrown instanceof Overtaken) return ' Run the same command again to see what there is now.';
  return ' Running the same command again goes on from there.';
}
