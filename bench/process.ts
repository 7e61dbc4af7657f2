import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { HERE } from './build.js';

/** What one run of a command took. */
export interface Run {
  readonly seconds: number;
  /** Processor time of all its threads, in seconds: on a busy machine steadier than the clock. */
  readonly cpu: number;
  /** The largest resident set, in MiB. */
  readonly peak: number;
  readonly output: string;
}

const PEAK = new URL('peak.mjs', import.meta.url).href;

/** The program of a build, as it is installed. */
export function programOf(folder: string): string {
  return join(folder, 'dist/warren.js');
}

/**
 * Runs `warren` in a process of its own and waits for its end.
 *
 * @param folder the build
 * @throws with what it wrote, where it does not end with 0
 */
export function runWarren(args: readonly string[], folder = HERE): Run {
  const start = performance.now();
  const child = spawnSync(process.execPath, ['--import', PEAK, programOf(folder), ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    maxBuffer: 1 << 30,
  });
  const seconds = (performance.now() - start) / 1000;
  const output = `${String(child.stdout)}${String(child.stderr)}`;
  if (child.status !== 0)
    throw new Error(
      `warren ${args.join(' ')} ended with ${String(child.status)}: ${output.slice(0, 2_000)}`,
    );
  const [kibibytes = '', microseconds = ''] = String(child.output[3]).split(' ');
  return { seconds, cpu: Number(microseconds) / 1e6, peak: Number(kibibytes) / 1024, output };
}

/**
 * Runs a file of a build's own `bench` and answers what it prints; what it says of its progress is passed on.
 *
 * @throws where it does not end with 0
 */
export function runBench(file: string, args: readonly string[] = [], folder = HERE): string {
  const path = join(folder, 'bench', file);
  const child = spawnSync(process.execPath, ['--expose-gc', '--import', 'tsx', path, ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  if (child.status !== 0) throw new Error(`${file} ended with ${String(child.status)}`);
  return child.stdout;
}
