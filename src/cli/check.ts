import { checkPolicy, type CheckedPolicy } from '../program/check.js';
import { numbersOf } from '../program/proved-claims.js';
import { outsideProofs } from '../program/text/internal-users.js';
import { formats, type Format } from '../report/formats.js';
import { printable } from '../report/printable.js';
import { reflow } from '../report/wrap.js';
import type { LoadedPolicy } from '../source/load.js';
import { displayName } from '../source/paths.js';
import { readRelated, relatedPath } from '../source/read-related.js';
import type { ReadRelated } from '../source/related.js';
import { fixPolicies } from './fix.js';
import { complain, exit, Failure, UsageError, type Io } from './io.js';
import { isInput, loadAll } from './load.js';
import { formatOption, readArguments } from './options.js';
import type { Command } from './command.js';
import { counted } from '../source/counted.js';
import { maxWarningsOption, tell, verdictOf } from './verdict.js';
import { watch } from './watch.js';
import { stateOf } from './watched.js';

const usage = `warren check [PATH…] [--all] [--fix] [--max-warnings N] [--format text|json|sarif|github|junit]
warren check [PATH…] [--all] --watch

Reads the policy, resolves it for each broker, proves its claims, what \`can\` and \`never\` say, and
reports what is wrong with it, with all that \`warren compile\` would refuse.
PATH is a folder or file, by default the current folder; a single \`-\` reads standard input. Where a
folder at or above it holds a warren.yaml, that policy is read whole, and told is what is about PATH.
Every folder below with a warren.yaml of its own is a policy of its own.
As text, of many warnings of one code three are shown and the others counted; --all shows every one.
With --fix what leaves no doubt is mended first, in all files or in none; what is left is reported.
With --max-warnings more than N warnings fail, whatever warren.yaml says.
With --watch it checks again whenever a file of the policy, or one that the policy names, has changed,
until it is interrupted (Ctrl-C), and reports as text.

Exit code: 0 without errors, 1 with errors or too many warnings, 2 for wrong usage or unreadable
input; with --watch 0.
`;

/** `warren check`. */
export const command: Command = {
  usage,
  options: {
    all: 'nothing',
    fix: 'nothing',
    format: formats,
    'max-warnings': 'text',
    watch: 'nothing',
  },
  takes: 'files',
  run: check,
};

/** `warren check`: reports on standard output. */
function check(args: readonly string[], io: Io): number {
  const options = readArguments(args, command.options);
  const format = formatOption(options, formats);
  const most = maxWarningsOption(options);
  const { positionals, flags } = options;
  const reading = isInput(positionals);
  const wanted = { format, most, all: flags.has('all') };
  if (flags.has('fix')) {
    if (flags.has('watch')) throw new UsageError(`'--watch' cannot fix`);
    if (reading) throw new UsageError(`'--fix' cannot write standard input`);
    fixPolicies(loadAll(positionals, io), positionals, io);
  }
  if (!flags.has('watch')) return report(loadAll(positionals, io), wanted, io);
  if (format !== 'text') throw new UsageError(`'--watch' reports as text alone`);
  if (reading) throw new UsageError(`'--watch' cannot watch standard input`);
  const paths = positionals.length === 0 ? ['.'] : positionals;
  watch(paths, io, () => checkAgain(paths, wanted, io));
  return exit.ok;
}

/** How it is told what is wrong. */
interface Wanted {
  readonly format: Format;
  /** How many warnings pass, where it is said. */
  readonly most: number | undefined;
  /** Whether every warning is shown. */
  readonly all: boolean;
}

/** Checks loaded policies and tells what is wrong with them. Answers the exit code. */
function report(policies: readonly LoadedPolicy[], { format, most, all }: Wanted, io: Io): number {
  const begun = performance.now();
  const judged = policies.map((loaded) => ({
    loaded,
    checked: checkPolicy(loaded, { wantsTrees: false }),
  }));
  const diagnostics = judged.flatMap(({ checked }) => checked.diagnostics);
  const seconds = (performance.now() - begun) / 1000;
  const files = policies.flatMap((loaded) => filesOf(loaded));
  const claims = judged.flatMap(({ loaded, checked }) =>
    checked.claims.filter(({ place }) => isPart(loaded, place.source.path)),
  );
  const looked = { files, claims, seconds, nothing: 'no problems' };
  tell(diagnostics, format, io, io.out, { looked, all });
  if (format === 'text' && io.quiet !== true) {
    for (const one of judged) io.out.write(success(one, judged.length > 1, seconds, io));
    const outside = outsideProofs(judged.flatMap(({ checked }) => checked.policies));
    io.out.write(reflow(outside, io.out.columns));
  }
  return verdictOf(judged, most, io);
}

/** One of many checks. Answers the files that the policy names, with their states; undefined if it cannot be read. */
function checkAgain(
  paths: readonly string[],
  wanted: Wanted,
  io: Io,
): ReadonlyMap<string, string> | undefined {
  const named = new Map<string, string>();
  const readAndNote: ReadRelated = (from, path) => {
    const { absolute } = relatedPath(from, path);
    named.set(absolute, stateOf(absolute));
    return readRelated(from, path);
  };
  try {
    const policies = loadAll(paths, io).map((loaded) => ({ ...loaded, readRelated: readAndNote }));
    report(policies, wanted, io);
    return named;
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    complain(io, thrown);
    return undefined;
  }
}

/** The names of the files of a policy that were asked about. */
function filesOf(loaded: LoadedPolicy): readonly string[] {
  return loaded.sources.filter(({ path }) => isPart(loaded, path)).map(({ name }) => name);
}

function isPart({ part }: LoadedPolicy, path = ''): boolean {
  return part === undefined || part.has(path);
}

/**
 * What is told of a policy in which nothing is wrong; nothing of one with problems.
 *
 * @param isOneOfMany whether it has to be said which policy it is
 */
function success(
  { loaded, checked }: { readonly loaded: LoadedPolicy; readonly checked: CheckedPolicy },
  isOneOfMany: boolean,
  seconds: number,
  io: Io,
): string {
  const where = isOneOfMany ? `${printable(displayName(loaded.root, io.cwd))}: ` : '';
  const asked = filesOf(loaded).length;
  const files = counted(asked, 'file');
  const whole = asked === loaded.sources.length ? '' : ` of ${loaded.sources.length}`;
  const isSilent = checked.diagnostics.length + checked.elsewhere === 0;
  // A file that was compared has to be the same the next time.
  const time = io.out.isWatched === true && !isOneOfMany ? `, ${seconds.toFixed(2)} s` : '';
  const line = `${where}${files}${whole}, no problems: ${numbersText(checked)}${time}\n`;
  return isSilent ? line : '';
}

function numbersText({ policies, claims }: CheckedPolicy): string {
  const { brokers, roles, claims: proved, tests } = numbersOf(policies, claims);
  return [
    brokers === 0 ? 'no broker yet' : counted(brokers, 'broker'),
    counted(roles, 'role'),
    proved === 0 ? 'nothing claimed' : `${counted(proved, 'claim')} proved`,
    counted(tests, 'test'),
  ].join(', ');
}
