import { setTimeout as pause } from 'node:timers/promises';
import { AwsFailure, type AmazonMq, type BrokerStatus } from './amazon-mq.js';
import type { Progress } from './progress.js';
import { revisionText } from './revision-text.js';
import { stateRow } from './states.js';

/** How a broker is waited for. */
export interface Pace {
  /** Between two looks, in milliseconds. */
  readonly every: number;
  /** How long at most, in milliseconds. */
  readonly most: number;
  /** Ends the waiting. */
  readonly signal: AbortSignal;
}

/** Looks again and again, tells each change of a broker's state, and gives up at last. */
export class BrokerWatch {
  readonly #start = performance.now();
  #last = '';

  constructor(
    private readonly pace: Pace,
    private readonly progress: Progress,
  ) {}

  /**
   * Waits for the time to look again.
   *
   * @throws AwsFailure where it takes too long, and where the deployment is interrupted
   */
  async next({ state, current }: BrokerStatus): Promise<void> {
    const { every, most, signal } = this.pace;
    if (performance.now() - this.#start > most)
      throw new AwsFailure(
        `after ${minutes(most)} the broker is ${state}, with ${revisionText(current)}`,
      );
    if (state !== this.#last) this.progress.note(`the broker is ${state}`);
    this.#last = state;
    await pause(every, undefined, { signal }).catch(() => {
      throw new AwsFailure('the wait was interrupted');
    });
  }
}

/** Waits while somebody else's reboot goes on, or one that an earlier run began. */
export async function waitForReboot(
  mq: AmazonMq,
  broker: string,
  pace: Pace,
  progress: Progress,
): Promise<BrokerStatus> {
  const watch = new BrokerWatch(pace, progress);
  progress.note('the broker is being rebooted already: waiting until it runs');
  for (;;) {
    const status = await mq.describeBroker(broker);
    if (stateRow(status.state).is !== 'rebooting') return status;
    await watch.next(status);
  }
}

function minutes(milliseconds: number): string {
  const count = Math.max(1, Math.round(milliseconds / 60_000));
  return count === 1 ? 'a minute' : `${count} minutes`;
}
