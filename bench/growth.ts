/*
 * Looks for anything that grows faster than the policy: each shape of policy in growing sizes, in a
 * process of its own, as processor time so that a busy machine counts less. The last column is the
 * exponent between the two largest sizes, start-up taken off: 1 is linear, 2 is quadratic.
 */
import { runWarren, type Run } from './process.js';
import { writePolicy } from './sample.js';
import { shapes } from './shapes.js';
import { machine, table } from './table.js';

const only = process.argv.slice(2);
const empty = run('vhost nothing { }\n').cpu;

function run(text: string | ReadonlyMap<string, string>): Run {
  const files = typeof text === 'string' ? new Map([['policy.warren', text]]) : text;
  const done = runWarren(['check', writePolicy(files), '--format', 'json']);
  if (done.code !== 0) throw new Error(done.output.slice(0, 2_000));
  return done;
}

const head = ['shape', 'size', 'processor time', 'peak memory', 'exponent'];
console.log(`${machine()}; an empty policy takes ${empty.toFixed(2)} s\n`);
console.log(table([head]).trim());
for (const { name, sizes, write } of shapes) {
  if (only.length > 0 && !only.some((word) => name.includes(word))) continue;
  let before: { size: number; cpu: number } | undefined;
  for (const size of sizes) {
    const { cpu, peak } = run(write(size));
    const net = Math.max(cpu - empty, 0.001);
    const exponent =
      before === undefined
        ? ''
        : (Math.log(net / before.cpu) / Math.log(size / before.size)).toFixed(2);
    const cells = [name, size, `${cpu.toFixed(2)} s`, `${peak.toFixed(0)} MiB`, exponent];
    console.log(`| ${cells.join(' | ')} |`);
    before = { size, cpu: net };
  }
}
