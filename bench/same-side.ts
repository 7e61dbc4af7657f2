/*
 * One side of `same.ts`: runs every command of a list by one build, in this process, and leaves what
 * each wrote in a file beside the policy that it is about.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { editorAnswers } from './same-editor.js';

/** A command to run. */
export interface Job {
  /** The folder of the trial, within that of the side; the command runs in it. */
  readonly trial: string;
  /** Names the file for the result. */
  readonly name: string;
  /** The command line; `lsp` with a seed stands for what an editor asks. */
  readonly args: readonly string[];
  /** Whether `policy` is copied to `formatted` before. */
  readonly copies?: boolean;
}

const [build = '', side = '', list = ''] = process.argv.slice(2);

/** `run` of a build's `cli/run.js`: it takes the arguments, and where to read and write. */
async function runOf(folder: string): Promise<(args: readonly string[], io: object) => unknown> {
  const path = join(folder, 'dist/cli/run.js');
  const loaded: unknown = await import(pathToFileURL(path).href);
  const run: unknown =
    typeof loaded === 'object' && loaded !== null ? Reflect.get(loaded, 'run') : undefined;
  if (typeof run !== 'function') throw new Error(`${path} has no run`);
  return (args, io): unknown => Reflect.apply(run, undefined, [args, io]);
}

function isJobs(value: unknown): value is readonly Job[] {
  return Array.isArray(value);
}

/** The folder of the build, as texts and as links name it: without a slash at its end. */
const ownPath = build.replace(/\/$/, '');

const run = await runOf(build);
const jobs: unknown = JSON.parse(readFileSync(list, 'utf8'));
if (!isJobs(jobs)) throw new Error(`${list} is no list`);

/** What a command wrote, and its exit code. */
async function resultOf({ name, args }: Job, cwd: string): Promise<string> {
  const [command, seed] = args;
  if (command === 'lsp') return editorAnswers(build, join(cwd, 'policy'), Number(seed));
  const told = { out: '', err: '' };
  const output = (to: 'out' | 'err'): object => ({
    colour: name.includes('colour'),
    write: (text: string) => {
      told[to] += text;
    },
  });
  const code = await run(args, { cwd, out: output('out'), err: output('err') });
  return `exit ${String(code)}\n-- standard output\n${told.out}-- standard error\n${told.err}`;
}

let last = performance.now();
for (const [at, job] of jobs.entries()) {
  const cwd = join(side, job.trial);
  if (job.copies === true) cpSync(join(cwd, 'policy'), join(cwd, 'formatted'), { recursive: true });
  const text = await resultOf(job, cwd);
  const runs = join(cwd, 'runs');
  if (!existsSync(runs)) mkdirSync(runs);
  // The sides are told apart by their folders alone, and the builds by theirs: links lead to their pages.
  // What a proof took, which a report for JUnit tells, is by the clock.
  const told = text
    .replaceAll(side, '<side>')
    .replaceAll(ownPath, '<build>')
    .replaceAll(/ time="\d+\.\d+"/g, ' time="…"');
  writeFileSync(join(runs, `${job.name}.txt`), told);
  if (performance.now() - last < 15_000) continue;
  last = performance.now();
  console.error(`  ${side.split('/').at(-1) ?? ''}: ${at + 1} of ${jobs.length} runs`);
}
