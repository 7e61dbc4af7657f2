/** Work in steps: it pauses wherever it may well be given up, and returns its result. */
export type Work<Result> = Generator<undefined, Result, undefined>;

/** How long work goes on before others get a turn, in milliseconds. */
const TURN = 10;

/** Lets others have their turn; the promise is kept once they had it. */
export type Pause = () => Promise<unknown>;

/** Waits behind every event that is there, wherever the program runs; it takes a millisecond or more. */
export const nextTask: Pause = () => new Promise((resolve) => setTimeout(resolve));

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
 * @param pause how a turn ends
 * @throws the reason of `signal` once that is aborted; the rest of the work is not done then
 */
export async function inTurns<Result>(
  work: Work<Result>,
  signal: AbortSignal | undefined,
  pause: Pause = nextTask,
): Promise<Result> {
  for (let turn = performance.now(); ;) {
    signal?.throwIfAborted();
    const step = work.next();
    if (step.done === true) return step.value;
    if (performance.now() - turn < TURN) continue;
    await pause();
    turn = performance.now();
  }
}
