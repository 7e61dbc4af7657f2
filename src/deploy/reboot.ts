import { AwsFailure, type AmazonMq, type BrokerStatus, type RevisionRef } from './amazon-mq.js';
import type { Progress } from './progress.js';
import { isSame, revisionText } from './revision-text.js';
import { actionText, stateRow } from './states.js';
import { BrokerWatch, type Pace } from './wait.js';

/** Thrown where a broker got into a state that it does not leave by itself. */
export class Stuck extends AwsFailure {
  /** @param lines what Amazon MQ asks for, and what to do: a line each */
  constructor(
    message: string,
    readonly lines: readonly string[],
  ) {
    super(message);
  }
}

/** The most reboots of one run: a second one where the first was somebody else's and came too early. */
const MOST_REBOOTS = 2;

/** So many looks in a row have to say the same before it is taken for lasting. */
const LASTING = 3;

/**
 * Reboots a broker until it runs with a revision that it was told to use. Somebody else's reboot in
 * between is waited for; where it came too early to bring the revision, another one follows.
 *
 * @throws Stuck where the broker takes another way
 * @throws AwsFailure where it takes too long, or somebody gave it another revision
 */
export async function rebootInto(
  mq: AmazonMq,
  broker: string,
  revision: RevisionRef,
  pace: Pace,
  progress: Progress,
): Promise<void> {
  const watch = new BrokerWatch(pace, progress);
  let reboots = 0;
  /** Whether a reboot of ours was asked for and may still be to come. */
  let isAsked = false;
  let hasBegun = false;
  let strange = 0;
  for (;;) {
    const status = await mq.describeBroker(broker);
    const { state, current, pending } = status;
    const { is } = stateRow(state);
    if (is === 'never') throw stuck(status);
    if (is === 'rebooting') {
      if (!isAsked && !hasBegun) progress.note('somebody else is rebooting the broker');
      hasBegun = true;
      strange = 0;
    } else if (isSame(current, revision)) return;
    else if (!isAsked && isSame(pending, revision)) {
      if (reboots === MOST_REBOOTS)
        throw new AwsFailure(
          `the broker was rebooted and still runs with ${revisionText(current)}`,
        );
      progress.enter('reboot');
      isAsked = await ask(mq, broker, progress);
      if (isAsked) reboots++;
      hasBegun = !isAsked;
      progress.enter('wait');
      continue;
    } else if (++strange >= LASTING && (hasBegun || !isSame(pending, revision))) {
      if (!isSame(pending, revision))
        throw new AwsFailure(
          `somebody else changed the broker meanwhile: it runs with ${revisionText(current)}, and is to run with ${revisionText(pending ?? current)}`,
        );
      [isAsked, hasBegun, strange] = [false, false, 0];
      continue;
    }
    await watch.next(status);
  }
}

/** Whether a reboot was begun for us; false where one of somebody else came first. */
async function ask(mq: AmazonMq, broker: string, progress: Progress): Promise<boolean> {
  try {
    await mq.reboot(broker);
    return true;
  } catch (thrown) {
    if (!(thrown instanceof AwsFailure) || !thrown.isRefusal) throw thrown;
    progress.isStillAt('used');
    const { state } = await mq.describeBroker(broker);
    if (stateRow(state).is !== 'rebooting') throw thrown;
    progress.note('somebody else is rebooting the broker');
    return false;
  }
}

function stuck({ state, actions }: BrokerStatus): Stuck {
  const { advice } = stateRow(state);
  return new Stuck(`the broker is ${state}: ${advice}`, actions.map(actionText));
}
