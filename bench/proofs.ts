/*
 * Whole processes that prove: `check` with a hundred guardrails over 1,000 roles, and
 * `diff --no-new-access` between two policies of 1,000 and of 10,000 roles in which every hundredth
 * role lost a right. The middle of three runs.
 */
import { median, runWarren } from './process.js';
import { samplePolicy, writePolicy, type PolicyTexts } from './sample.js';
import { machine, table } from './table.js';

const ENGINE = 'amazon-mq 4.2';
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

/** The policy after every hundredth role lost the right to consume. */
function reduced(policy: PolicyTexts): PolicyTexts {
  const lost = /^ {4}consume queue svc-\d*00\.held\n/gm;
  return new Map([...policy].map(([name, text]) => [name, text.replace(lost, '')]));
}

const rows = [['command', 'roles', 'time', 'processor time', 'peak memory']];

function measure(name: string, roles: number, args: readonly string[]): void {
  const runs = Array.from({ length: RUNS }, () => runWarren(args));
  const failed = runs.find(({ code }) => code !== 0);
  if (failed !== undefined) throw new Error(`${name}: ${failed.output.slice(0, 2_000)}`);
  rows.push([
    name,
    roles.toLocaleString('en'),
    `${median(runs.map(({ seconds }) => seconds)).toFixed(2)} s`,
    `${median(runs.map(({ cpu }) => cpu)).toFixed(2)} s`,
    `${median(runs.map(({ peak }) => peak)).toFixed(0)} MiB`,
  ]);
}

measure('check, 100 guardrails', 1_000, [
  'check',
  writePolicy(guarded(samplePolicy(1_000, ENGINE))),
]);
for (const roles of [1_000, 10_000]) {
  const policy = samplePolicy(roles, ENGINE);
  const [before, after] = [writePolicy(policy), writePolicy(reduced(policy))];
  measure('diff --no-new-access', roles, ['diff', before, after, '--no-new-access']);
}
console.log(`${machine()}; ${ENGINE}`);
console.log(table(rows));
