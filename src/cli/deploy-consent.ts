import type { BrokerStatus } from '../deploy/amazon-mq.js';
import type { PlannedChange } from '../deploy/change.js';
import type { Coming } from '../deploy/coming.js';
import type { Look } from '../deploy/look.js';
import { isSame, revisionText } from '../deploy/revision-text.js';
import { comingLine, shownLine } from './deploy-lines.js';
import type { DeployOptions } from './deploy-options.js';
import { UsageError, type Io } from './io.js';

/** Thrown where a deployment is not done, though it could be: a sentence, and lines below it. */
export class DeploymentRefused extends Error {
  constructor(
    reason: string,
    readonly lines: readonly string[] = [],
  ) {
    super(reason);
  }
}

/** Something that a yes to the deployment does not cover. */
export interface Concern {
  /** What it is: a heading, and a line each. */
  readonly heading: string;
  readonly lines: readonly string[];
  readonly question: string;
  /** What answers the question on the command line. */
  readonly flag: '--yes-pending' | '--yes-drop' | '--yes-issuer';
  readonly isAccepted: boolean;
}

/** What comes with a deployment that its owner may not know of, each to be agreed to by itself. */
export function concernsOf(
  { status }: Look,
  change: PlannedChange,
  { reboot, yesPending, yesDrop }: DeployOptions,
): readonly Concern[] {
  const { plan, dropped, replaced } = change;
  const coming = status.coming.filter((one) => !comesAlong(one, status, change)).map(comingLine);
  const foreign = replaced !== undefined && !replaced.isOurs ? [replaced] : [];
  const gone = dropped === undefined ? [] : [...dropped.sayable, ...dropped.unsayable];
  const concerns: Concern[] = [];
  if (coming.length > 0 && plan.reboot && reboot)
    concerns.push({
      heading: 'The reboot changes besides:',
      lines: coming,
      question: 'Apply that too?',
      flag: '--yes-pending',
      isAccepted: yesPending,
    });
  if (foreign.length > 0)
    concerns.push({
      heading:
        'Waits for the next reboot, was not written by `warren deploy`, and would not be used:',
      lines: foreign.map(revisionText),
      question: 'Put this deployment in its place?',
      flag: '--yes-pending',
      isAccepted: yesPending,
    });
  if (gone.length > 0)
    concerns.push({
      heading:
        'In what the broker runs with, which `warren deploy` did not write, and not in the policy:',
      lines: gone.map(shownLine),
      question: 'Drop these lines?',
      flag: '--yes-drop',
      isAccepted: yesDrop,
    });
  return concerns;
}

/**
 * Whether something comes with the configuration itself: Amazon MQ has a broker's authentication
 * managed by a configuration that is about OAuth 2, once the broker is told to use it.
 */
function comesAlong(
  { what, then }: Coming,
  { pending }: BrokerStatus,
  { plan, text }: PlannedChange,
): boolean {
  if (what !== 'authentication strategy') return false;
  const isWaiting = plan.revision !== undefined && isSame(pending, plan.revision);
  return isWaiting || (then.toUpperCase() === 'CONFIG_MANAGED' && /^auth_oauth2\./m.test(text));
}

/**
 * Asks whoever sits there, first about each concern, then about the whole.
 *
 * @param question about the whole
 * @returns whether everything was answered by yes
 * @throws Refused for a concern that nobody is there to answer to
 * @throws UsageError where nobody is there to answer at all
 */
export async function agreed(
  concerns: readonly Concern[],
  question: string,
  { yes }: DeployOptions,
  { confirm }: Io,
  signal: AbortSignal,
): Promise<boolean> {
  const open = concerns.filter(({ isAccepted }) => !isAccepted);
  if (confirm === undefined) {
    if (!yes)
      throw new UsageError(
        'deploy asks before it changes anything; where nobody can answer, give --yes',
      );
    if (open.length === 0) return true;
    const flags = [...new Set(open.map(({ flag }) => flag))].join(' and ');
    throw new DeploymentRefused(
      `what comes besides has to be agreed to, at a terminal or by ${flags}`,
    );
  }
  const questions = [...open.map((concern) => concern.question), ...(yes ? [] : [question])];
  for (const one of questions) if (!(await answered(confirm, one, signal))) return false;
  return true;
}

/** An interrupt is a no. */
async function answered(
  confirm: (question: string) => Promise<boolean>,
  question: string,
  signal: AbortSignal,
): Promise<boolean> {
  if (signal.aborted) return false;
  const interrupted = new Promise<boolean>((resolve) => {
    signal.addEventListener(
      'abort',
      () => {
        resolve(false);
      },
      { once: true },
    );
  });
  return Promise.race([confirm(question), interrupted]);
}
