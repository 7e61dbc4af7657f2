import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';

/** A program under test while it runs. */
export interface Running {
  /** The lines of its standard output so far. */
  readonly out: readonly string[];
  /** The lines of its standard error so far. */
  readonly err: readonly string[];
  /** Resolves when a line of either holds for `test`. @throws when it ends before, or after `patience` ms */
  readonly until: (what: string, test: () => boolean, patience?: number) => Promise<void>;
  /** Sends SIGTERM to the program itself. */
  readonly terminate: () => void;
  /** Its exit code once it has ended. */
  readonly ended: Promise<number | null>;
  readonly kill: () => void;
}

/** How long a program may take for one thing that is waited for, in ms: two busy cores run all of them. */
const PATIENCE = 60_000;

/**
 * Follows a program.
 * @param terminate how it is sent SIGTERM, where that is not by its own process id
 */
export function follow(
  child: ChildProcessWithoutNullStreams,
  terminate = (): void => void child.kill('SIGTERM'),
): Running {
  const out: string[] = [];
  const err: string[] = [];
  const waiting = new Set<() => void>();
  const wake = (): void => {
    for (const check of waiting) check();
  };
  for (const [stream, lines] of [
    [child.stdout, out],
    [child.stderr, err],
  ] as const) {
    let rest = '';
    stream.on('data', (chunk: Buffer) => {
      const parts = (rest + chunk.toString()).split('\n');
      rest = parts.pop() ?? '';
      lines.push(...parts);
      wake();
    });
    stream.on('end', () => {
      if (rest !== '') lines.push(rest);
    });
  }
  const ended = once(child, 'close').then(() => child.exitCode);
  const until: Running['until'] = (what, test, patience = PATIENCE) =>
    new Promise((resolve, reject) => {
      const settle = (error?: Error): void => {
        waiting.delete(check);
        clearTimeout(timer);
        if (error === undefined) resolve();
        else reject(error);
      };
      const check = (): void => {
        if (test()) settle();
      };
      const timer = setTimeout(() => {
        settle(new Error(`not in time: ${what}\n${err.join('\n')}`));
      }, patience);
      waiting.add(check);
      void ended.then(() => {
        if (!waiting.has(check)) return;
        settle(test() ? undefined : new Error(`it ended before: ${what}\n${err.join('\n')}`));
      });
      check();
    });
  return { out, err, until, terminate, ended, kill: () => void child.kill('SIGKILL') };
}
