import { version } from '../version.js';
import { Suggester, didYouMean } from '../diagnostics/nearest.js';
import { check, checkUsage } from './check.js';
import { compile, compileUsage } from './compile.js';
import { init, initUsage } from './init.js';
import { exit, UsageError, type Io } from './io.js';

interface Command {
  readonly summary: string;
  readonly usage: string;
  readonly run: (args: readonly string[], io: Io) => number;
}

const commands: ReadonlyMap<string, Command> = new Map([
  ['check', { summary: 'report what is wrong with a policy', usage: checkUsage, run: check }],
  ['compile', { summary: 'check, then write every file', usage: compileUsage, run: compile }],
  ['init', { summary: 'write a small policy to start from', usage: initUsage, run: init }],
]);

function usage(): string {
  const lines = [...commands].map(([name, { summary }]) => `  warren ${name.padEnd(8)} ${summary}`);
  return [
    'Warren says who may do what on RabbitMQ, for AWS IAM roles.',
    '',
    ...lines,
    '',
    'warren COMMAND --help tells more; warren --version names the version.',
    '',
  ].join('\n');
}

/** Runs a command line, without the program's name. Answers the exit code and never throws. */
export function run(args: readonly string[], io: Io): number {
  const [name, ...rest] = args;
  try {
    if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
      (name === undefined ? io.err : io.out)(usage());
      return name === undefined ? exit.usage : exit.ok;
    }
    if (name === '--version' || name === '-v') {
      io.out(`${version}\n`);
      return exit.ok;
    }
    const command = commands.get(name);
    if (command === undefined) {
      const nearest = new Suggester().nearest(name, commands.keys());
      throw new UsageError(`there is no command ${name}.${didYouMean(nearest)}`);
    }
    if (rest.includes('--help') || rest.includes('-h')) {
      io.out(command.usage);
      return exit.ok;
    }
    return command.run(rest, io);
  } catch (thrown) {
    if (thrown instanceof UsageError) io.err(`warren: ${thrown.message}\nSee warren --help.\n`);
    else io.err(internalError(thrown));
    return exit.usage;
  }
}

/** A fault of Warren's own. The stack is for whoever mends it, so it has to be asked for. */
function internalError(thrown: unknown): string {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const stack =
    thrown instanceof Error && process.env['WARREN_DEBUG'] ? `${thrown.stack ?? ''}\n` : '';
  return `warren: an internal error, please report it: ${message}\n${stack}Set WARREN_DEBUG=1 to see where it happened. Nothing was written.\n`;
}
