import { version } from '../version.js';
import { Suggester, didYouMean } from '../diagnostics/nearest.js';
import { printable, printableOutput } from '../report/printable.js';
import { complain, exit, Failure, UsageError, type Command, type Io, type Output } from './io.js';
import type { PolicyCommand } from './policy-commands.js';

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
      load: () => ofPolicies('init'),
    },
  ],
  [
    'check',
    {
      summary: 'report what is wrong with a policy',
      load: () => ofPolicies('check'),
    },
  ],
  [
    'compile',
    {
      summary: 'check, then write every file',
      load: () => ofPolicies('compile'),
    },
  ],
  [
    'fmt',
    {
      summary: 'give policy files one layout',
      exact: true,
      load: () => ofPolicies('fmt'),
    },
  ],
  [
    'test',
    {
      summary: 'run the tests of a policy',
      load: () => ofPolicies('test'),
    },
  ],
  [
    'can',
    {
      summary: 'say whether a role can do something',
      load: () => ofPolicies('can'),
    },
  ],
  [
    'explain',
    {
      summary: 'show what decides it',
      load: () => ofPolicies('explain'),
    },
  ],
  [
    'why',
    {
      summary: 'explain a refusal from its text',
      load: () => ofPolicies('why'),
    },
  ],
  [
    'who',
    {
      summary: 'name the roles that can do something',
      load: () => ofPolicies('who'),
    },
  ],
  [
    'diff',
    {
      summary: 'say what access was gained and lost',
      load: () => ofPolicies('diff'),
    },
  ],
  [
    'lsp',
    {
      summary: 'serve an editor',
      load: () => import('./lsp.js').then(({ lsp, lspUsage }) => ({ usage: lspUsage, run: lsp })),
    },
  ],
  [
    'deploy',
    {
      summary: 'bring a broker on Amazon MQ to what a policy says',
      load: () =>
        import('./deploy.js').then(({ deploy, deployUsage }) => ({
          usage: deployUsage,
          run: deploy,
        })),
    },
  ],
]);

async function ofPolicies(name: PolicyCommand): Promise<Command> {
  const { policyCommands } = await import('./policy-commands.js');
  return policyCommands[name];
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
  return {
    get colour() {
      return output.colour;
    },
    write: (text) => {
      output.write(printableOutput(text, output));
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
