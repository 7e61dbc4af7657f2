/*
 * The cold start: `warren check` on a small policy beside a Node that does nothing, each in twenty
 * processes, taking turns so that a busy moment of the machine meets both.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { median, WARREN } from './process.js';
import { machine, table } from './table.js';

const RUNS = 20;
const EXAMPLE = fileURLToPath(new URL('../examples/one-service', import.meta.url));

const commands = [
  { name: '`node -e 0`', args: ['-e', '0'] },
  { name: '`warren --version`', args: [WARREN, '--version'] },
  { name: '`warren check examples/one-service`', args: [WARREN, 'check', EXAMPLE] },
].map((command) => ({ ...command, times: [] as number[] }));

for (let run = 0; run < RUNS; run++)
  for (const { args, times } of commands) {
    const start = performance.now();
    const { status } = spawnSync(process.execPath, args, { stdio: 'ignore' });
    times.push(performance.now() - start);
    if (status !== 0) throw new Error(`${args.join(' ')} ended with ${String(status)}`);
  }

const ms = (time: number): string => `${time.toFixed(0)} ms`;
console.log(machine());
console.log(
  table([
    ['command', 'median', 'fastest'],
    ...commands.map(({ name, times }) => [name, ms(median(times)), ms(Math.min(...times))]),
  ]),
);
