/*
 * Whole processes, as users start them: `check` and `compile` of 1,000 and 10,000 roles with ten
 * phrases each on three engines, `check` with a hundred guardrails, and `diff --no-new-access`. The
 * middle of three runs.
 */
import { join } from 'node:path';
import { machine, median, table } from './figures.js';
import { runWarren } from './process.js';
import { samplePolicy, without, writePolicy, type PolicyTexts } from './sample.js';

const ENGINES = ['amazon-mq 4.2', 'rabbitmq 4.3', 'rabbitmq 3.13'];
const [ENGINE = ''] = ENGINES;
const ROLES = [1_000, 10_000];
const GUARDRAILS = 100;
const RUNS = 3;

/** A guardrail over every role and vhost for each of a hundred queues that nobody may read. */
function guarded(policy: PolicyTexts): PolicyTexts {
  const queues = Array.from({ length: GUARDRAILS }, (_, at) => `vault-${at}.keys`);
  const declared = queues.map((queue) => `  queue ${queue}`).join('\n');
  const guardrails = queues.map((queue) => `never anyone { consume, purge queue ${queue} }`);
  const text = `vhost team-* {\n${declared}\n}\n\n${guardrails.join('\n')}\n`;
  return new Map([...policy, ['guardrails.warren', text]]);
}

const rows = [['command', 'engine', 'roles', 'time', 'processor time', 'peak memory']];

function measure(command: string, engine: string, roles: number, args: readonly string[]): void {
  console.error(`  ${command}, ${engine}, ${roles} roles`);
  const runs = Array.from({ length: RUNS }, () => runWarren(args));
  rows.push([
    command,
    engine,
    roles.toLocaleString('en'),
    `${median(runs.map(({ seconds }) => seconds)).toFixed(2)} s`,
    `${median(runs.map(({ cpu }) => cpu)).toFixed(2)} s`,
    `${median(runs.map(({ peak }) => peak)).toFixed(0)} MiB`,
  ]);
}

for (const engine of ENGINES)
  for (const roles of ROLES) {
    const folder = writePolicy(samplePolicy(roles, engine));
    measure('check', engine, roles, ['check', folder]);
    measure('compile', engine, roles, ['compile', folder, '--out', join(folder, '../out')]);
  }
const withGuardrails = writePolicy(guarded(samplePolicy(1_000, ENGINE)));
measure(`check, ${GUARDRAILS} guardrails`, ENGINE, 1_000, ['check', withGuardrails]);
for (const roles of ROLES) {
  const policy = samplePolicy(roles, ENGINE);
  const [before, after] = [writePolicy(policy), writePolicy(without(policy))];
  measure('diff --no-new-access', ENGINE, roles, ['diff', before, after, '--no-new-access']);
}
console.log(machine());
console.log();
console.log(table(rows));
