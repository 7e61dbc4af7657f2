import { version } from '../version.js';
import { Suggester, didYouMean } from '../diagnostics/nearest.js';
import { printable } from '../report/printable.js';
import { can, canUsage } from './can.js';
import { check, checkUsage } from './check.js';
import { compile, compileUsage } from './compile.js';
import { explain, explainUsage } from './explain.js';
import { diff, diffUsage } from './diff.js';
import { init, initUsage } from './init.js';
import { lsp, lspUsage } from './lsp.js';
import { test, testUsage } from './test.js';
import { who, whoUsage } from './who.js';
import { why, whyUsage } from './why.js';
import { complain, exit, Failure, UsageError, type Io } from './io.js';

interface Command {
  readonly summary: string;
  readonly usage: string;
  readonly run: (args: readonly string[], io: Io) => number;
}

const commands: ReadonlyMap<string, Command> = new Map([
  ['init', { summary: 'write a small policy to start from', usage: initUsage, run: init }],
  ['check', { summary: 'report what is wrong with a policy', usage: checkUsage, run: check }],
  ['compile', { summary: 'check, then write every file', usage: compileUsage, run: compile }],
  ['test', { summary: 'run the tests of a policy', usage: testUsage, run: test }],
  ['can', { summary: 'say whether a role can do something', usage: canUsage, run: can }],
  ['explain', { summary: 'show what decides it', usage: explainUsage, run: explain }],
  ['why', { summary: 'explain a refusal from its text', usage: whyUsage, run: why }],
  ['who', { summary: 'name the roles that can do something', usage: whoUsage, run: who }],
  ['diff', { summary: 'say what access was gained and lost', usage: diffUsage, run: diff }],
  ['lsp', { summary: 'serve an editor', usage: lspUsage, run: lsp }],
]);

function usage(): string {
  const lines = [...commands].map(([name, { summary }]) => `  warren ${name.padEnd(8)} ${summary}`);
  return [
    'Warren says who may do what on RabbitMQ, for AWS IAM roles.',
    '',
    ...lines,
    '',
    'warren COMMAND --help tells more; warren --version names the version.',
    'Exit code 2 means that the question could not be answered: wrong usage, files that cannot be',
    'read or written, or an internal error. Only 1 says something about the policy.',
    '',
  ].join('\n');
}

/** Runs a command line, without the program's name. Answers the exit code and does not throw. */
export function run(args: readonly string[], io: Io): number {
  try {
    return dispatch(args, io);
  } catch (thrown) {
    if (thrown instanceof Failure) complain(io, thrown);
    else io.err.write(internalError(thrown));
    if (thrown instanceof UsageError) io.err.write('See warren --help.\n');
    return exit.unable;
  }
}

function dispatch([name, ...rest]: readonly string[], io: Io): number {
  if (name === undefined) {
    io.err.write(usage());
    return exit.unable;
  }
  const command = commands.get(name);
  // Behind a bare `--` everything is a path.
  const flags = rest.includes('--') ? rest.slice(0, rest.indexOf('--')) : rest;
  if (asks([name, ...flags], '--version', '-v')) io.out.write(`${version}\n`);
  else if (asks([name], 'help', '--help', '-h')) io.out.write(usage());
  else if (command === undefined) {
    const nearest = new Suggester().nearest(name, commands.keys());
    throw new UsageError(`there is no command '${name}'.${didYouMean(nearest)}`);
  } else if (asks(flags, '--help', '-h')) io.out.write(command.usage);
  else return command.run(rest, io);
  return exit.ok;
}

function asks(words: readonly string[], ...flags: readonly string[]): boolean {
  return flags.some((flag) => words.includes(flag));
}

/** A fault of Warren's own. The stack is for whoever mends it, so it has to be asked for. */
function internalError(thrown: unknown): string {
  const message = printable(thrown instanceof Error ? thrown.message : String(thrown));
  const stack =
    thrown instanceof Error && process.env['WARREN_DEBUG'] ? `${thrown.stack ?? ''}\n` : '';
  return `warren: an internal error, please report it: ${message}\n${stack}Set WARREN_DEBUG=1 to see where it happened.\n`;
}
