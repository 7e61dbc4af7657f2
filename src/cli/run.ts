import { version } from '../version.js';
import { Suggester, didYouMean } from '../diagnostics/nearest.js';
import { printable, printableOutput } from '../report/printable.js';
import { complain, exit, Failure, UsageError, type Io, type Output } from './io.js';

/** A command, once its modules are loaded. */
interface Command {
  readonly usage: string;
  readonly run: (args: readonly string[], io: Io) => number | Promise<number>;
}

/** What is known of a command before it is loaded: most of a cold start is loading modules. */
interface Listed {
  readonly summary: string;
  /** Whether what it writes is the very text of a policy. */
  readonly exact?: true;
  readonly load: () => Promise<Command>;
}

const commands: ReadonlyMap<string, Listed> = new Map([
  [
    'init',
    {
      summary: 'write a small policy to start from',
      load: () => import('./init.js').then(({ init, initUsage }) => command(init, initUsage)),
    },
  ],
  [
    'check',
    {
      summary: 'report what is wrong with a policy',
      load: () => import('./check.js').then(({ check, checkUsage }) => command(check, checkUsage)),
    },
  ],
  [
    'compile',
    {
      summary: 'check, then write every file',
      load: () =>
        import('./compile.js').then(({ compile, compileUsage }) => command(compile, compileUsage)),
    },
  ],
  [
    'fmt',
    {
      summary: 'give policy files one layout',
      exact: true,
      load: () => import('./fmt.js').then(({ fmt, fmtUsage }) => command(fmt, fmtUsage)),
    },
  ],
  [
    'test',
    {
      summary: 'run the tests of a policy',
      load: () => import('./test.js').then(({ test, testUsage }) => command(test, testUsage)),
    },
  ],
  [
    'can',
    {
      summary: 'say whether a role can do something',
      load: () => import('./can.js').then(({ can, canUsage }) => command(can, canUsage)),
    },
  ],
  [
    'explain',
    {
      summary: 'show what decides it',
      load: () =>
        import('./explain.js').then(({ explain, explainUsage }) => command(explain, explainUsage)),
    },
  ],
  [
    'why',
    {
      summary: 'explain a refusal from its text',
      load: () => import('./why.js').then(({ why, whyUsage }) => command(why, whyUsage)),
    },
  ],
  [
    'who',
    {
      summary: 'name the roles that can do something',
      load: () => import('./who.js').then(({ who, whoUsage }) => command(who, whoUsage)),
    },
  ],
  [
    'diff',
    {
      summary: 'say what access was gained and lost',
      load: () => import('./diff.js').then(({ diff, diffUsage }) => command(diff, diffUsage)),
    },
  ],
  [
    'lsp',
    {
      summary: 'serve an editor',
      load: () => import('./lsp.js').then(({ lsp, lspUsage }) => command(lsp, lspUsage)),
    },
  ],
  [
    'deploy',
    {
      summary: 'bring a broker on Amazon MQ to what a policy says',
      load: () =>
        import('./deploy.js').then(({ deploy, deployUsage }) => command(deploy, deployUsage)),
    },
  ],
]);

function command(run: Command['run'], usage: string): Command {
  return { run, usage };
}

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
export async function run(args: readonly string[], given: Io): Promise<number> {
  const exact = commands.get(args[0] ?? '')?.exact === true;
  const io = { ...given, out: exact ? given.out : shown(given.out), err: shown(given.err) };
  try {
    return await dispatch(args, io);
  } catch (thrown) {
    if (thrown instanceof Failure) complain(io, thrown);
    else io.err.write(internalError(thrown));
    if (thrown instanceof UsageError) io.err.write('See warren --help.\n');
    return exit.unable;
  }
}

/** An output that passes on nothing that a terminal could obey. */
function shown(output: Output): Output {
  const { colour } = output;
  return {
    colour,
    write: (text) => {
      output.write(printableOutput(text, colour));
    },
  };
}

async function dispatch([name, ...rest]: readonly string[], io: Io): Promise<number> {
  if (name === undefined) {
    io.err.write(usage());
    return exit.unable;
  }
  const listed = commands.get(name);
  // Behind a bare `--` everything is a path.
  const flags = rest.includes('--') ? rest.slice(0, rest.indexOf('--')) : rest;
  if (asks([name, ...flags], '--version', '-v')) io.out.write(`${version}\n`);
  else if (asks([name], 'help', '--help', '-h')) io.out.write(usage());
  else if (listed === undefined) {
    const nearest = new Suggester().nearest(name, commands.keys());
    throw new UsageError(`there is no command '${name}'.${didYouMean(nearest)}`);
  } else {
    const { usage: help, run: work } = await listed.load();
    if (!asks(flags, '--help', '-h')) return work(rest, io);
    io.out.write(help);
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
