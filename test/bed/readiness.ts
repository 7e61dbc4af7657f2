import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** A start that takes longer than this has failed, unless its limit is another. */
const START_LIMIT_MS = 90_000;

/** How much of the log a failed start reports. */
const LOG_TAIL_LINES = 60;

/**
 * Waits until a broker says in its log that it is ready.
 * @param patience in ms
 * @throws with the end of the log if it ends, or is not ready in that time
 */
export async function untilReady(
  child: ChildProcess,
  log: () => string,
  patience = START_LIMIT_MS,
): Promise<void> {
  const limit = Date.now() + patience;
  while (!log().includes('Server startup complete')) {
    const ended = child.exitCode !== null || child.signalCode !== null;
    if (ended || Date.now() > limit) {
      const what = ended ? 'ended before it was ready' : 'was not ready in time';
      const tail = log().split('\n').slice(-LOG_TAIL_LINES).join('\n');
      throw new Error(`the broker ${what}; its log ends with:\n${tail}`);
    }
    await sleep(50);
  }
}
