import { AwsFailure, type AmazonMq, type BrokerStatus } from '../deploy/amazon-mq.js';
import type { IssuerSources } from '../deploy/account/check-issuer.js';
import { carryOut } from '../deploy/carry-out.js';
import { changeToPolicy, changeToRevision, type PlannedChange } from '../deploy/change.js';
import { mayGain } from '../deploy/comparison.js';
import { configurationMisfit, fullConfiguration, misfit } from '../deploy/fit.js';
import { drift, look, Revisions, type Look } from '../deploy/look.js';
import { isDone } from '../deploy/plan.js';
import type { Progress } from '../deploy/progress.js';
import { isSame, revisionText } from '../deploy/revision-text.js';
import { rollbackTarget } from '../deploy/rollback.js';
import { stateRow } from '../deploy/states.js';
import { waitForReboot } from '../deploy/wait.js';
import { printable } from '../report/printable.js';
import { agreed, concernsOf, DeploymentRefused } from './deploy-consent.js';
import type { Goal } from './deploy-goal.js';
import { issuerConcerns } from './deploy-issuer.js';
import type { DeployOptions } from './deploy-options.js';
import { changeText } from './deploy-text.js';
import { nextText } from './deploy-verify.js';
import { exit, Failure, type Io } from './io.js';

/** The exit code of a dry run that found a difference. */
const DIFFERENT = 3;

/** What a deployment works with. */
export interface DeploymentWork {
  readonly mq: AmazonMq;
  readonly issuer: IssuerSources;
  readonly goal: Goal;
  readonly options: DeployOptions;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  readonly io: Io;
}

/** Looks, compares, asks, looks again, and does what is to be done. Answers the exit code. */
export async function runDeployment(work: DeploymentWork): Promise<number> {
  const { mq, goal, options, progress, signal, io } = work;
  const seen = await lookAtReady(work);
  progress.saw(seen.status.current);
  const ofIssuer = await issuerConcerns(goal, work.issuer, options, io);
  const change = await changeFor(seen, work);
  if (change === undefined) return exit.ok;
  const { plan } = change;
  const concerns = isDone(plan) ? [] : [...ofIssuer, ...concernsOf(seen, change, options)];
  io.out.write(changeText(seen, change, concerns, options.reboot, io.out.colour));
  const full =
    plan.revision === undefined && seen.configuration !== undefined
      ? fullConfiguration(goal.expected, seen.status, seen.configuration)
      : undefined;
  if (full !== undefined) throw new Failure([full]);
  if (options.dryRun) {
    io.err.write('A dry run: nothing was changed.\n');
    return isDone(plan) ? exit.ok : DIFFERENT;
  }
  if (isDone(plan)) return exit.ok;
  if (options.noNewAccess && mayGain(change.comparison))
    throw new DeploymentRefused('somebody would gain access');
  if (!(await agreed(concerns, question(work), options, io, signal))) {
    io.err.write(`${progress.state}\n`);
    return exit.failed;
  }
  if (signal.aborted) throw new AwsFailure('the deployment was interrupted');
  const changes = drift(
    seen,
    await look(mq, await mq.describeBroker(goal.broker), configurationOf(goal)),
  );
  if (changes.length > 0)
    throw new DeploymentRefused(
      'somebody else changed the broker or its configuration meanwhile',
      changes,
    );
  const pace = options.reboot ? { ...options.pace, signal } : undefined;
  const task = {
    broker: goal.broker,
    configuration: configurationOf(goal) ?? '',
    text: change.text,
    plan,
    pending: seen.status.pending,
  };
  await carryOut(mq, task, pace, progress);
  io.err.write(afterwards(change, seen, work));
  return exit.ok;
}

/** A look at a broker that can be changed now; somebody else's reboot is waited for. */
async function lookAtReady({ mq, goal, options, progress, signal }: DeploymentWork): Promise<Look> {
  const { broker, expected } = goal;
  const fitting = (status: BrokerStatus): BrokerStatus => {
    const problems = misfit(expected, status);
    if (problems.length > 0) throw new Failure(problems);
    return status;
  };
  const status = fitting(await mq.describeBroker(broker));
  const waits = stateRow(status.state).is === 'rebooting' && !options.dryRun;
  const pace = { ...options.pace, signal };
  const ready = waits ? fitting(await waitForReboot(mq, broker, pace, progress)) : status;
  const seen = await look(mq, ready, configurationOf(goal));
  const problem =
    seen.configuration && configurationMisfit(expected, seen.status, seen.configuration);
  if (problem !== undefined) throw new Failure([problem]);
  return seen;
}

/** What is to be done; undefined where a rollback has been done, which is told. */
async function changeFor(
  seen: Look,
  { mq, goal, io }: DeploymentWork,
): Promise<PlannedChange | undefined> {
  const { what, expected } = goal;
  const revisions = new Revisions(mq);
  if (what.kind === 'policy') return changeToPolicy(seen, what.policy, what.text, revisions);
  const target = rollbackTarget(seen.status, what.to);
  if (target.kind === 'none') throw new DeploymentRefused(target.why);
  if (target.kind === 'done') {
    io.out.write(`${printable(target.why)}. To go further back, name the revision: --to N.\n`);
    return undefined;
  }
  const { revision } = target;
  const of =
    isSame(revision, seen.status.current) || isSame(revision, seen.status.pending)
      ? undefined
      : await mq.describeConfiguration(revision.configuration);
  const problem = of && configurationMisfit(expected, seen.status, of);
  if (problem !== undefined) throw new Failure([problem]);
  if (of !== undefined && revision.revision > of.latest)
    throw new DeploymentRefused(
      `there is no ${revisionText(revision)}: the newest is revision ${of.latest}`,
    );
  return changeToRevision(seen, revision, expected.name, revisions);
}

function configurationOf({ what }: Goal): string | undefined {
  return what.kind === 'policy' ? what.configuration : undefined;
}

function question({ goal, options }: DeploymentWork): string {
  const { name } = goal.expected;
  const [verb, it] = goal.what.kind === 'policy' ? ['Deploy to', 'it'] : ['Roll back', 'it'];
  return options.reboot ? `${verb} ${name} and reboot ${it}?` : `${verb} ${name}?`;
}

/** What is left to be known where the broker does not run with the revision yet, or what comes next. */
function afterwards(
  { plan }: PlannedChange,
  { status }: Look,
  { goal, options, progress: { revision } }: DeploymentWork,
): string {
  if (!plan.reboot)
    return `The broker goes on with ${revisionText(revision)}, also after its next reboot.\n`;
  if (options.reboot)
    return goal.what.kind === 'policy' && !options.verify ? nextText(options, status.endpoint) : '';
  return `The broker runs with ${revisionText(status.current)} until its next reboot, and with ${revisionText(revision)} from then on: --reboot does it now.\n`;
}
