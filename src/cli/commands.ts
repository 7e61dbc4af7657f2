import type { Command } from './command.js';
import type { PolicyCommand } from './policy-commands.js';

/** What is known of a command before it is loaded: most of a cold start is loading modules. */
export interface Listed {
  readonly summary: string;
  /** Whether what it writes is the very text of a policy. */
  readonly exact?: true;
  readonly load: () => Promise<Command>;
}

/** Every command by its name, in the order in which they are listed to people. */
const listed: Readonly<Record<string, Listed>> = {
  init: {
    summary: 'write a small policy to start from',
    load: () => ofPolicies('init'),
  },
  check: {
    summary: 'report what is wrong with a policy',
    load: () => ofPolicies('check'),
  },
  compile: {
    summary: 'check, then write every file',
    load: () => ofPolicies('compile'),
  },
  fmt: {
    summary: 'give policy files one layout',
    exact: true,
    load: () => ofPolicies('fmt'),
  },
  test: {
    summary: 'run the tests of a policy',
    load: () => ofPolicies('test'),
  },
  can: {
    summary: 'say whether a role can do something',
    load: () => ofPolicies('can'),
  },
  explain: {
    summary: 'show what decides it',
    load: () => ofPolicies('explain'),
  },
  why: {
    summary: 'explain a refusal from its text',
    load: () => ofPolicies('why'),
  },
  who: {
    summary: 'name the roles that can do something',
    load: () => ofPolicies('who'),
  },
  diff: {
    summary: 'say what access was gained and lost',
    load: () => ofPolicies('diff'),
  },
  lsp: {
    summary: 'serve an editor',
    load: async () => (await import('./lsp.js')).command,
  },
  deploy: {
    summary: 'bring a broker on Amazon MQ to what a policy says',
    load: async () => (await import('./deploy.js')).command,
  },
  help: {
    summary: 'tell more of a command, or of a diagnostic by its code',
    load: async () => (await import('./help.js')).command,
  },
  completion: {
    summary: 'write what a shell needs to complete command lines',
    load: async () => (await import('./completion.js')).command,
  },
};

/** Every command by its name, in the order in which they are listed to people. */
export const commands: ReadonlyMap<string, Listed> = new Map(Object.entries(listed));

async function ofPolicies(name: PolicyCommand): Promise<Command> {
  const { policyCommands } = await import('./policy-commands.js');
  return policyCommands[name];
}

/** What `warren` is, with its commands. */
export function overview(): string {
  const width = Math.max(...Array.from(commands.keys(), (name) => name.length));
  const lines = Array.from(
    commands,
    ([name, { summary }]) => `  warren ${name.padEnd(width)}  ${summary}`,
  );
  return [
    'Warren says who may do what on RabbitMQ, for AWS IAM roles.',
    '',
    ...lines,
    '',
    'warren COMMAND --help tells more, and so does warren help COMMAND; warren help CODE explains a',
    'diagnostic, and warren --version names the version. Every command takes --no-color and --quiet.',
    'Exit code 2 means that the question could not be answered: wrong usage, files that cannot be',
    'read or written, or an internal error. Only 1 says something about the policy.',
    '',
  ].join('\n');
}
