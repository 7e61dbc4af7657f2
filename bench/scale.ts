/*
 * How long `warren check` and `warren compile` take, and how much memory, for policies of 1,000 and
 * 10,000 roles with ten phrases each: whole processes, the middle of three runs.
 */
import { join } from 'node:path';
import { median, runWarren } from './process.js';
import { samplePolicy, writePolicy } from './sample.js';
import { machine, table } from './table.js';

const ENGINES = ['amazon-mq 4.2', 'rabbitmq 4.3', 'rabbitmq 3.13'];
const ROLES = [1_000, 10_000];
const RUNS = 3;

const rows: (string | number)[][] = [
  ['command', 'engine', 'roles', 'time', 'processor time', 'processor time a role', 'peak memory'],
];
for (const command of ['check', 'compile'])
  for (const engine of ENGINES)
    for (const roles of ROLES) {
      const folder = writePolicy(samplePolicy(roles, engine));
      const out = command === 'compile' ? ['--out', join(folder, '../out')] : [];
      const runs = Array.from({ length: RUNS }, () => runWarren([command, folder, ...out]));
      const failed = runs.find(({ code }) => code !== 0);
      if (failed !== undefined) throw new Error(failed.output.slice(0, 2_000));
      const seconds = median(runs.map((run) => run.seconds));
      const cpu = median(runs.map((run) => run.cpu));
      rows.push([
        command,
        engine,
        roles,
        `${seconds.toFixed(2)} s`,
        `${cpu.toFixed(2)} s`,
        `${((cpu / roles) * 1e3).toFixed(2)} ms`,
        `${median(runs.map(({ peak }) => peak)).toFixed(0)} MiB`,
      ]);
    }
console.log(machine());
console.log(table(rows));
