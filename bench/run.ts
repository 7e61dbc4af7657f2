/*
 * Runs the bench and writes the tables of README.md, each between its marks.
 *
 *   npm run bench [WORD…]                           all of it, or the files that a word names
 *   npm run bench -- --compare REV [WORD…]          a revision beside the files on disk
 *
 * What a file prints replaces its table as soon as it ends, so that nothing is lost by what fails
 * later. The words of a comparison choose measures, see `measures.ts`, and `--turns N` says how often
 * the two builds take turns.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { format } from 'prettier';
import { ownBuild } from './build.js';
import { runBench } from './process.js';

/** The files that print a table, in the order of the README. */
const FILES = [
  ...['targets', 'cedar', 'commands', 'storeys', 'growth', 'editor', 'edits'],
  ...['format', 'peers', 'inclusion', 'broker', 'newcomer'],
];

const README = fileURLToPath(new URL('README.md', import.meta.url));

/** Puts a text between the marks of a name; what stands elsewhere stays. */
async function put(name: string, text: string): Promise<void> {
  const [start, end] = [`<!-- bench:${name} -->`, `<!-- /bench:${name} -->`];
  const before = readFileSync(README, 'utf8');
  const [from, to] = [before.indexOf(start), before.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`README.md has no marks for ${name}`);
  const [head, tail] = [before.slice(0, from + start.length), before.slice(to)];
  const whole = `${head}\n\n${text.trim()}\n\n${tail}`;
  writeFileSync(README, await format(whole, { parser: 'markdown', printWidth: 100 }));
}

/** Runs a file of the bench and shows what it prints; the error, where it fails. */
async function run(name: string, args: readonly string[], mark: string): Promise<boolean> {
  const start = performance.now();
  console.error(`${name} ${args.join(' ')}`.trim());
  try {
    const printed = runBench(`${name}.ts`, args);
    console.log(`\n${printed.trim()}\n`);
    if (mark !== '') await put(mark, printed);
  } catch (thrown) {
    console.error(`${name} failed: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
    return false;
  }
  console.error(`${name} took ${((performance.now() - start) / 60_000).toFixed(1)} min`);
  return true;
}

const { values, positionals: words } = parseArgs({
  options: { compare: { type: 'string' }, turns: { type: 'string' } },
  allowPositionals: true,
});
ownBuild();
if (values.compare !== undefined) {
  const turns = values.turns === undefined ? [] : ['--turns', values.turns];
  // A part of a comparison is shown and not kept.
  const mark = words.length === 0 ? 'compare' : '';
  if (!(await run('compare', [values.compare, ...words, ...turns], mark))) process.exitCode = 1;
} else {
  const chosen = FILES.filter(
    (name) => words.length === 0 || words.some((word) => name.includes(word)),
  );
  if (chosen.length === 0) throw new Error(`no file of ${FILES.join(', ')} has such a name`);
  for (const name of chosen) if (!(await run(name, [], name))) process.exitCode = 1;
}
