import type { CheckedPolicy } from '../program/check.js';
import type { LoadedPolicy } from '../source/load.js';

/** Checks one policy again and again as it is edited, each time as `warren check` does. */
export interface Checker {
  /** Reads it, which is enough for most questions, and takes less than to check it. */
  readonly read: (loaded: LoadedPolicy) => Pick<CheckedPolicy, 'files' | 'policies'>;
  /** Checks it at once. */
  readonly check: (loaded: LoadedPolicy) => CheckedPolicy;
  /**
   * Checks it while other requests are served.
   *
   * @throws the reason of `signal` once that is aborted
   */
  readonly checkInTurns: (loaded: LoadedPolicy, signal: AbortSignal) => Promise<CheckedPolicy>;
}
