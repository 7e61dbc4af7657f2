import { errorsOf } from '../diagnostics/diagnostic.js';
import type { BrokerPolicy } from '../policy/policy.js';
import { checkPolicy } from '../program/check.js';
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

const usage = `warren check [PATH…] [--format text|json|sarif|github|junit] [--watch]

Reads the policy, resolves it for each broker, proves its claims, what \`can\` and \`never\` say, and
reports what is wrong with it.
PATH is a folder or file, by default the current folder; a single \`-\` reads standard input.
With --watch it checks again whenever a file of the policy, or one that the policy names, has changed,
until it is interrupted (Ctrl-C), and reports as text.

Exit code: 0 without errors, 1 with errors, 2 for wrong usage or unreadable input; with --watch 0.
`;

/** `warren check`. */
export const command: Command = {
  usage,
  options: { format: formats, watch: 'nothing' },
  takes: 'files',
  run: check,
};

/** `warren check`: reports on standard output. */
function check(args: readonly string[], io: Io): number {
  const options = readArguments(args, command.options);
  const format = formatOption(options);
  const { positionals, flags } = options;
  if (!flags.has('watch')) return report(load(positionals, io), format, io);
  if (format !== 'text') throw new UsageError(`'--watch' reports as text alone`);
  if (positionals.includes('-')) throw new UsageError(`'--watch' cannot watch standard input`);
  const paths = positionals.length === 0 ? ['.'] : positionals;
  watch(paths, io, () => checkAgain(paths, io));
  return exit.ok;
}

/** Checks a loaded policy and tells what is wrong with it. Answers the exit code. */
function report(loaded: LoadedPolicy, format: Format, io: Io): number {
  const { diagnostics, policies } = checkPolicy(loaded, { wantsTrees: false });
  io.out.write(render(format, io.quiet ? errorsOf(diagnostics) : diagnostics, io.out));
  const files = loaded.sources.length;
  const isTold = format === 'text' && !io.quiet;
  if (isTold && diagnostics.length === 0)
    io.out.write(`${files} file${files === 1 ? '' : 's'}, no problems\n`);
  if (isTold) io.out.write(outsideProofs(policies));
  return exitCodeOf(diagnostics);
}

/** One of many checks. Answers the files that the policy names, with their states; undefined if it cannot be read. */
function checkAgain(paths: readonly string[], io: Io): ReadonlyMap<string, string> | undefined {
  const named = new Map<string, string>();
  const readAndNote: ReadRelated = (from, path) => {
    const { absolute } = relatedPath(from, path);
    named.set(absolute, stateOf(absolute));
    return readRelated(from, path);
  };
  try {
    report({ ...load(paths, io), readRelated: readAndNote }, 'text', io);
    return named;
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    complain(io, thrown);
    return undefined;
  }
}

/** The line that names the brokers with claims and with users that no claim is about; or none. */
function outsideProofs(policies: readonly BrokerPolicy[]): string {
  const names = policies
    .filter(({ broker, claims }) => broker.internalUsers && claims.length > 0)
    .map(({ broker }) => broker.name);
  return names.length === 0
    ? ''
    : `Internal users of ${names.join(', ')} are outside every proof.\n`;
}
