import type { Output } from '#warren/cli/io.js';

/** How a command ended in this process. */
export interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line in this process, which is fast. */
export async function ran(cwd: string, args: readonly string[], colour = false): Promise<Ran> {
  // The loader of the tests has modules that are imported later apart from those at the start.
  const { run } = await import('#warren/cli/run.js');
  let [stdout, stderr] = ['', ''];
  const into = (write: (text: string) => void): Output => ({ colour, write });
  const status = await run(args, {
    cwd,
    out: into((text) => (stdout += text)),
    err: into((text) => (stderr += text)),
  });
  return { status, stdout, stderr };
}
