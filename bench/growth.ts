/*
 * Looks for anything that grows faster than the policy: each shape of policy in growing sizes, in a
 * process of its own, as processor time so that a busy machine counts less. The last column is the
 * exponent between the two largest sizes, start-up taken off: 1 is linear, 2 is quadratic.
 */
import { runWarren, type Run } from './process.js';
import { writePolicy } from './sample.js';
import { shapes } from './shapes.js';
import { machine, table } from './figures.js';

const only = process.argv.slice(2);
const empty = run('vhost nothing { }\n').cpu;

function run(text: string | ReadonlyMap<string, string>): Run {
  const files = typeof text === 'string' ? new Map([['policy.warren', text]]) : text;
  return runWarren(['check', writePolicy(files), '--format', 'json']);
}

const rows: (string | number)[][] = [];
for (const { name, sizes, write } of shapes) {
  if (only.length > 0 && !only.some((word) => name.includes(word))) continue;
  console.error(`  ${name}`);
  const runs = sizes.map((size) => ({ size, ...run(write(size)) }));
  const net = ({ cpu }: { readonly cpu: number }): number => Math.max(cpu - empty, 0.001);
  const [before, largest] = runs.slice(-2);
  const smallest = runs[0];
  if (before === undefined || largest === undefined || smallest === undefined) continue;
  const exponent = Math.log(net(largest) / net(before)) / Math.log(largest.size / before.size);
  rows.push([
    name,
    `${smallest.size.toLocaleString('en')} to ${largest.size.toLocaleString('en')}`,
    runs.map(({ cpu }) => cpu.toFixed(2)).join(', '),
    `${largest.peak.toFixed(0)} MiB`,
    exponent.toFixed(2),
  ]);
}
console.log(`${machine()}; an empty policy takes ${empty.toFixed(2)} s`);
console.log();
console.log(
  table([['shape', 'sizes', 's at each size', 'memory at the largest', 'exponent'], ...rows]),
);
