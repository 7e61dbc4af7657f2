import { setTimeout as pause } from 'node:timers/promises';
import { AwsFailure, type AmazonMq, type RevisionRef } from './amazon-mq.js';
import { isSame } from './plan.js';
import type { Progress } from './progress.js';

/** How a broker is waited for. */
export interface Pace {
  /** Between two looks, in milliseconds. */
  readonly every: number;
  /** How long at most, in milliseconds. */
  readonly most: number;
  /** Ends the waiting. */
  readonly signal: AbortSignal;
}

/** The states from which a broker comes to run by itself; see `BrokerState` of Amazon MQ's API. */
const ON_THE_WAY = new Set(['REBOOT_IN_PROGRESS', 'RUNNING']);

/**
 * Waits until a broker runs with a revision, and tells each change of its state.
 *
 * @throws AwsFailure where it takes another way, or too long
 */
export async function waitUntilRunning(
  mq: AmazonMq,
  broker: string,
  revision: RevisionRef,
  { every, most, signal }: Pace,
  progress: Progress,
): Promise<void> {
  const start = performance.now();
  let last = '';
  for (;;) {
    const { state, current } = await mq.describeBroker(broker);
    if (state === 'RUNNING' && isSame(current, revision)) return;
    if (!ON_THE_WAY.has(state)) throw new AwsFailure(`the broker is ${state}`);
    const waited = performance.now() - start;
    if (waited > most)
      throw new AwsFailure(
        `after ${Math.round(most / 60_000)} minutes the broker is ${state} and does not run with the revision`,
      );
    if (state !== last) progress.note(`the broker is ${state}`);
    last = state;
    await pause(every, undefined, { signal }).catch(() => {
      throw new AwsFailure('the wait was interrupted');
    });
  }
}
