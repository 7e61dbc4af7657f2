import { setImmediate } from 'node:timers/promises';

/** Work in steps: it pauses wherever it may well be given up, and returns its result. */
export type Work<Result> = Generator<undefined, Result, undefined>;

/** How long work goes on before others get a turn, in milliseconds. */
const TURN = 10;

/** Does work to its end at once. */
export function finish<Result>(work: Work<Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/**
 * Does work in turns, so that others get theirs in between.
 *
 * @throws the reason of `signal` once that is aborted; the rest of the work is not done then
 */
export async function inTurns<Result>(
  work: Work<Result>,
  signal: AbortSignal | undefined,
): Promise<Result> {
  for (let turn = performance.now(); ;) {
    signal?.throwIfAborted();
    const step = work.next();
    if (step.done === true) return step.value;
    if (performance.now() - turn < TURN) continue;
    await setImmediate();
    turn = performance.now();
  }
}
