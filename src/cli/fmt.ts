import { resolve } from 'node:path';
import { errorsOf, type Diagnostic } from '../diagnostics/diagnostic.js';
import { Reporter } from '../diagnostics/reporter.js';
import { reportConfig } from '../diagnostics/severities.js';
import { reportTextProblem } from '../diagnostics/text-problems.js';
import { hidesFiles } from '../diagnostics/unread-config.js';
import { formatSource } from '../format/format.js';
import { printable } from '../report/printable.js';
import { renderText } from '../report/text.js';
import { decodeSource } from '../source/decode.js';
import type { LoadedPolicy } from '../source/load.js';
import type { Source } from '../source/source.js';
import type { TextProblem } from '../source/text-problem.js';
import type { Command } from './command.js';
import { exit, Failure, type Io } from './io.js';
import { isInput, loadAll, readPolicyInput } from './load.js';
import { readArguments } from './options.js';
import { leadsOut, replaceFile, whyNotReplaced } from './replace-file.js';

const usage = `warren fmt [PATH…] [--check]

Gives policy files their canonical layout, and names those that it changed. PATH is a folder or file,
by default the current folder; a single \`-\` reads standard input and writes standard output.
With --check nothing is written, and the files that would change are named.
What the parser cannot read is reported and stays as it stands. Of a link that leads out of the current
folder and every PATH, the file behind it stays as it is.

Exit code: 0 without mistakes; 1 with mistakes, or with --check where a file would change; 2 for wrong
usage, unreadable input or a file that cannot be written.
`;

/** What becomes of one text. */
interface Result {
  readonly text: string;
  readonly changes: boolean;
  /** Errors: damage to the file, which then stays whole, or what the parser cannot read. */
  readonly mistakes: readonly Diagnostic[];
}

/** `warren fmt`. */
export const command: Command = { usage, options: { check: 'nothing' }, takes: 'files', run: fmt };

/** `warren fmt`: names the files that it changed, or would change. */
function fmt(args: readonly string[], io: Io): number {
  const { positionals, flags } = readArguments(args, command.options);
  const check = flags.has('check');
  return isInput(positionals) ? formatInput(check, io) : formatFiles(positionals, check, io);
}

function formatFiles(paths: readonly string[], check: boolean, io: Io): number {
  const roots = [io.cwd, ...paths.map((path) => resolve(io.cwd, path))];
  const policies = loadAll(paths, io);
  // It is not known of what files these are to leave out.
  const hiding = policies.filter(({ config }) => hidesFiles(config));
  const unread = hiding.flatMap(({ config }) => mistakesOf(config));
  const read = policies.filter((policy) => !hiding.includes(policy));
  const results = read.flatMap(({ sources, textProblems, part }) =>
    sources
      .filter(({ path = '' }) => part === undefined || part.has(path))
      .map((source) => {
        const flaws = textProblems.filter(({ place }) => place.source === source);
        return { source, ...format(source, flaws) };
      }),
  );
  const changed = results.filter(({ changes }) => changes);
  const reasons = changed.flatMap(({ source, text }) => {
    const reason = check ? undefined : replace(source, text, roots);
    if (reason === undefined) io.out.write(`${printable(source.name)}\n`);
    return reason ?? [];
  });
  const mistakes = [...unread, ...results.flatMap((result) => result.mistakes)];
  io.err.write(renderText(mistakes, io.err));
  if (reasons.length > 0) throw new Failure(reasons);
  return verdict(mistakes, check && changed.length > 0);
}

/** What is wrong with a `warren.yaml`. */
function mistakesOf(config: LoadedPolicy['config']): readonly Diagnostic[] {
  const reporter = new Reporter();
  if (config !== undefined) reportConfig(config, reporter);
  return errorsOf(reporter.diagnostics);
}

/** Reads standard input and writes standard output; of damaged input nothing. */
function formatInput(check: boolean, io: Io): number {
  const { source, problems } = decodeSource(readPolicyInput(), '-');
  const { text, changes, mistakes } = format(source, problems);
  const damaged = problems.some(({ kind }) => kind !== 'byte-order-mark');
  if (check && changes) io.out.write('-\n');
  if (!check && !damaged) io.out.write(text);
  io.err.write(renderText(mistakes, io.err));
  return verdict(mistakes, check && changes);
}

/** A byte order mark is left out, as it is no part of a text; any other flaw is the author's to mend. */
function format(source: Source, flaws: readonly TextProblem[]): Result {
  const reporter = new Reporter();
  const damage = flaws.filter(({ kind }) => kind !== 'byte-order-mark');
  for (const flaw of damage) reportTextProblem(flaw, reporter);
  if (damage.length > 0)
    return { text: source.text, changes: false, mistakes: reporter.diagnostics };
  const { text, mistakes } = formatSource(source);
  return { text, changes: text !== source.text || flaws.length > 0, mistakes };
}

/** Writes a file. Answers what stands in the way. */
function replace(
  { name, path = name, text: before }: Source,
  text: string,
  roots: readonly string[],
): string | undefined {
  const target = leadsOut(path, roots);
  if (target !== undefined)
    return `${name} is a link that leads out of the folder, to ${target}: name that file to format it`;
  try {
    replaceFile(path, text, before);
    return undefined;
  } catch (thrown) {
    return `${name} cannot be written: ${whyNotReplaced(thrown)}`;
  }
}

function verdict(mistakes: readonly Diagnostic[], differs: boolean): number {
  return mistakes.length > 0 || differs ? exit.failed : exit.ok;
}
