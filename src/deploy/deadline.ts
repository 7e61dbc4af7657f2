import { afterAWhile, secondsText } from '../source/patience.js';
import { AwsFailure } from './amazon-mq.js';

/** How long a call may take, and what ends it before. */
export interface Patience {
  /** For one call with all that it is tried again, in milliseconds. */
  readonly timeout: number;
  /** Ends the call that is under way. */
  readonly signal: AbortSignal;
  /** Is told, a clause, what no answer has come to for a while. */
  readonly waiting?: (line: string) => void;
}

/**
 * Does something that may never end by itself: a server may take a connection and never answer, or go
 * on sending a byte now and then. What is still under way after that is not waited for.
 *
 * @param action what is done, to be named where it fails
 * @throws AwsFailure where it takes too long, and where it is interrupted
 */
export async function within<T>(
  action: string,
  { timeout, signal, waiting }: Patience,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const late = AbortSignal.timeout(timeout);
  const either = AbortSignal.any([late, signal]);
  const working = work(either);
  let end: () => void = () => undefined;
  const ended = new Promise<never>((_, reject) => {
    end = (): void => {
      reject(
        new AwsFailure(
          signal.aborted
            ? `${action} was interrupted`
            : `${action} got no answer within ${secondsText(timeout)}`,
        ),
      );
    };
    if (either.aborted) end();
    else either.addEventListener('abort', end, { once: true });
  });
  const callOff = afterAWhile(timeout, () =>
    waiting?.(`no answer to ${action} yet; waiting up to ${secondsText(timeout)}`),
  );
  // Whichever comes second is of no interest any more.
  working.catch(() => undefined);
  ended.catch(() => undefined);
  try {
    return await Promise.race([ended, working]);
  } finally {
    callOff();
    either.removeEventListener('abort', end);
  }
}
