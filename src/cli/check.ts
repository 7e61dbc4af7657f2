import { errorsOf } from '../diagnostics/diagnostic.js';
import { NO_EXTRAS } from '../emit/extras.js';
import { checkPolicy } from '../program/check.js';
import { outsideProofs } from '../program/text/internal-users.js';
import { formats, render, type Format } from '../report/formats.js';
import type { LoadedPolicy } from '../source/load.js';
import { readRelated, relatedPath, type ReadRelated } from '../source/related.js';
import { complain, exit, Failure, UsageError, type Io } from './io.js';
import { load } from './load.js';
import { formatOption, readArguments } from './options.js';
import type { Command } from './command.js';
import { exitCodeOf } from './verdict.js';
import { watch } from './watch.js';
import { stateOf } from './watched.js';

const usage = `warren check [PATH…] [--all] [--format text|json|sarif|github|junit] [--watch]

Reads the policy, resolves it for each broker, proves its claims, what \`can\` and \`never\` say, and
reports what is wrong with it.
PATH is a folder or file, by default the current folder; a single \`-\` reads standard input.
As text, of many warnings of one code three are shown and the others counted; --all shows every one.
With --watch it checks again whenever a file of the policy, or one that the policy names, has changed,
until it is interrupted (Ctrl-C), and reports as text.

Exit code: 0 without errors, 1 with errors, 2 for wrong usage or unreadable input; with --watch 0.
`;

/** `warren check`. */
export const command: Command = {
  usage,
  options: { all: 'nothing', format: formats, watch: 'nothing' },
  takes: 'files',
  run: check,
};

/** `warren check`: reports on standard output. */
function check(args: readonly string[], io: Io): number {
  const options = readArguments(args, command.options);
  const format = formatOption(options);
  const { positionals, flags } = options;
  const all = flags.has('all');
  if (!flags.has('watch')) return report(load(positionals, io), { format, all }, io);
  if (format !== 'text') throw new UsageError(`'--watch' reports as text alone`);
  if (positionals.includes('-')) throw new UsageError(`'--watch' cannot watch standard input`);
  const paths = positionals.length === 0 ? ['.'] : positionals;
  watch(paths, io, () => checkAgain(paths, all, io));
  return exit.ok;
}

/** Checks a loaded policy and tells what is wrong with it. Answers the exit code. */
function report(
  loaded: LoadedPolicy,
  { format, all }: { readonly format: Format; readonly all: boolean },
  io: Io,
): number {
  const { diagnostics, policies } = checkPolicy(loaded, false, NO_EXTRAS, false);
  const told = io.quiet ? errorsOf(diagnostics) : diagnostics;
  io.out.write(render(format, told, { colour: io.out.colour, all }));
  const files = loaded.sources.length;
  const isTold = format === 'text' && !io.quiet;
  if (isTold && diagnostics.length === 0)
    io.out.write(`${files} file${files === 1 ? '' : 's'}, no problems\n`);
  if (isTold) io.out.write(outsideProofs(policies));
  return exitCodeOf(diagnostics);
}

/** One of many checks. Answers the files that the policy names, with their states; undefined if it cannot be read. */
function checkAgain(
  paths: readonly string[],
  all: boolean,
  io: Io,
): ReadonlyMap<string, string> | undefined {
  const named = new Map<string, string>();
  const readAndNote: ReadRelated = (from, path) => {
    const { absolute } = relatedPath(from, path);
    named.set(absolute, stateOf(absolute));
    return readRelated(from, path);
  };
  try {
    report({ ...load(paths, io), readRelated: readAndNote }, { format: 'text', all }, io);
    return named;
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    complain(io, thrown);
    return undefined;
  }
}
