/*
 * From a keystroke to what an editor shows, through `warren lsp` in a process of its own: diagnostics,
 * completion and hover by the clock, the processor time of the server, and its resident set early and
 * at the end. The arguments say how many keys are pressed in each policy.
 */
import { machine, share, table } from './figures.js';
import { keystrokes } from './keystrokes.js';
import { inOneFile, linesOf, samplePolicy, SHARED_FILE, type PolicyTexts } from './sample.js';

const ENGINE = 'amazon-mq 4.2';

const [small = 4_000, team = 400, shared = 100] = process.argv.slice(2).map(Number);
const one = inOneFile(17, ENGINE);
const many = samplePolicy(1_000, ENGINE);
const teams = [...many.keys()].filter((name) => name !== SHARED_FILE);

async function measure(
  what: string,
  texts: PolicyTexts,
  files: readonly string[],
  count: number,
): Promise<(string | number)[]> {
  console.error(`  ${what}, ${count} keystrokes`);
  const told = await keystrokes({ texts, files, keystrokes: count, asks: true });
  const ms = (time: number): string => `${time.toFixed(1)} ms`;
  const { diagnostics, completion, hover, processor, memory } = told;
  return [
    what,
    linesOf(texts).toLocaleString('en'),
    diagnostics.length.toLocaleString('en'),
    ms(share(diagnostics, 0.5)),
    ms(share(diagnostics, 0.95)),
    ms(processor),
    ms(share(completion, 0.95)),
    ms(share(hover, 0.95)),
    `${memory.early.toFixed(0)} MiB`,
    `${memory.late.toFixed(0)} MiB`,
  ];
}

const rows = [
  await measure('one file, 17 roles', one, [...one.keys()], small),
  await measure("21 files, 1,000 roles: a team's file", many, teams, team),
  await measure('the same: the shared file', many, [SHARED_FILE], shared),
];
console.log(machine());
console.log();
console.log(
  table([
    [
      ...['typed in', 'lines', 'keystrokes', 'p50', 'p95', 'processor time'],
      ...['completion p95', 'hover p95', 'memory early', 'at the end'],
    ],
    ...rows,
  ]),
);
