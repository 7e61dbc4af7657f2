import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { program } from './warren.js';

/** A `warren check --watch` that runs. */
export interface Watching {
  /** What it wrote since the last call, as soon as that holds what is looked for. */
  readonly until: (wanted: RegExp) => Promise<string>;
  /** Interrupts it as Ctrl-C does; answers its exit code and all it wrote to standard error. */
  readonly interrupt: () => Promise<{ readonly status: unknown; readonly stderr: string }>;
}

/** Starts it in a folder, lets `work` use it, and sees to it that it ends. */
export async function watching(
  cwd: string,
  paths: readonly string[],
  work: (watching: Watching) => Promise<void>,
): Promise<void> {
  const args = [program, 'check', '--watch', ...paths];
  const child = spawn(process.execPath, args, { cwd, env: { PATH: process.env['PATH'] } });
  const ended = once(child, 'close').then(([status]: unknown[]) => status);
  let [fresh, stderr, whole] = ['', '', ''];
  let look = (): void => undefined;
  const take = (chunk: Buffer): void => {
    fresh += chunk.toString();
    whole += chunk.toString();
    look();
  };
  child.stdout.on('data', take);
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
    take(chunk);
  });
  const until = (wanted: RegExp): Promise<string> =>
    new Promise((resolve, reject) => {
      look = () => {
        if (!wanted.test(fresh)) return;
        const text = fresh;
        fresh = '';
        resolve(text);
      };
      look();
      void ended.then(() => {
        reject(new Error(`It ended before it wrote ${String(wanted)}:\n${whole}`));
      });
    });
  const interrupt = async (): Promise<{ status: unknown; stderr: string }> => {
    child.kill('SIGINT');
    return { status: await ended, stderr };
  };
  try {
    await work({ until, interrupt });
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
}
