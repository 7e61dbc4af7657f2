import { version } from '../version.js';
import { Suggester, didYouMean } from '../diagnostics/nearest.js';
import { printable, printableOutput } from '../report/printable.js';
import { reflow } from '../report/wrap.js';
import { commands } from './commands.js';
import { complain, exit, Failure, UsageError, type Io, type Output } from './io.js';
import { overview } from './overview.js';

/** What any command line may say, whatever the command. */
interface Heard {
  /** The rest of the command line. */
  readonly args: readonly string[];
  readonly colour: boolean;
  readonly quiet: boolean;
}

/** Runs a command line, without the program's name. Answers the exit code and does not throw. */
export async function run(all: readonly string[], given: Io): Promise<number> {
  const { args, colour, quiet } = heard(all);
  const [name = ''] = args;
  const exact = commands.get(name)?.exact === true;
  const painted = (output: Output): Output => (colour ? output : { ...output, colour: false });
  const [out, err] = [painted(given.out), painted(given.err)];
  const io = { ...given, out: exact ? out : shown(out), err: shown(err), quiet };
  try {
    return await dispatch(args, io);
  } catch (thrown) {
    if (thrown instanceof Failure) complain(io, thrown);
    else io.err.write(internalError(thrown));
    if (thrown instanceof UsageError)
      io.err.write(`See warren ${commands.has(name) ? `${name} ` : ''}--help.\n`);
    return exit.unable;
  }
}

/** Takes out of a command line what every command hears. Behind a bare `--` everything is a path. */
function heard(all: readonly string[]): Heard {
  const end = all.includes('--') ? all.indexOf('--') : all.length;
  const flags = all.slice(0, end);
  const args = [
    ...flags.filter((word) => word !== '--no-color' && word !== '--quiet'),
    ...all.slice(end),
  ];
  return { args, colour: !flags.includes('--no-color'), quiet: flags.includes('--quiet') };
}

/** An output that passes on nothing that a terminal could obey. */
function shown(output: Output): Output {
  return {
    get colour() {
      return output.colour;
    },
    get isWatched() {
      return output.isWatched === true;
    },
    get columns() {
      return output.columns;
    },
    write: (text) => {
      output.write(printableOutput(text, output));
    },
  };
}

async function dispatch([name, ...rest]: readonly string[], io: Io): Promise<number> {
  if (name === undefined) {
    io.err.write(reflow(overview(commands), io.err.columns));
    return exit.unable;
  }
  const listed = commands.get(name);
  // Behind a bare `--` everything is a path.
  const flags = rest.includes('--') ? rest.slice(0, rest.indexOf('--')) : rest;
  if (asks([name, ...flags], '--version', '-v')) io.out.write(`${version}\n`);
  else if (asks([name], '--help', '-h')) io.out.write(reflow(overview(commands), io.out.columns));
  else if (listed === undefined) {
    const nearest = new Suggester().nearest(name, [...commands.keys(), '--help', '--version']);
    throw new UsageError(`there is no command '${name}'.${didYouMean(nearest)}`);
  } else {
    const command = await listed.load();
    if (!asks(flags, '--help', '-h')) return command.run(rest, io, commands);
    io.out.write(reflow(command.usage, io.out.columns));
  }
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
