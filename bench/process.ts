import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What one run of a command took. */
export interface Run {
  readonly seconds: number;
  /** Processor time of all its threads, in seconds: on a busy machine steadier than the clock. */
  readonly cpu: number;
  /** The largest resident set, in MiB. */
  readonly peak: number;
  readonly code: number | null;
  readonly output: string;
}

const PEAK = new URL('peak.mjs', import.meta.url).href;

/** The program as it is installed. */
export const WARREN = fileURLToPath(new URL('../dist/warren.js', import.meta.url));

/** Runs `warren` in a process of its own and waits for its end. */
export function runWarren(args: readonly string[]): Run {
  const start = performance.now();
  const child = spawnSync(process.execPath, ['--import', PEAK, WARREN, ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    maxBuffer: 1 << 30,
  });
  const [kibibytes = '', microseconds = ''] = String(child.output[3]).split(' ');
  return {
    seconds: (performance.now() - start) / 1000,
    cpu: Number(microseconds) / 1e6,
    peak: Number(kibibytes) / 1024,
    code: child.status,
    output: `${String(child.stdout)}${String(child.stderr)}`,
  };
}

/** The middle value; of an even number of values the upper of the two in the middle. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;
}
