import type { Command, Commands, Listed } from './command.js';
import type { PolicyCommand } from './policy-commands.js';

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
  report: {
    summary: 'write a page of who can do what, why, and what the tests cover',
    exact: true,
    load: async () => (await import('./report.js')).command,
  },
  import: {
    summary: 'make a policy of what a broker has, and prove that it is the same',
    load: async () => (await import('./import.js')).command,
  },
  lsp: {
    summary: 'serve an editor',
    load: async () => (await import('./lsp.js')).command,
  },
  deploy: {
    summary: 'bring a broker on Amazon MQ to what a policy says',
    load: async () => (await import('./deploy.js')).command,
  },
  verify: {
    summary: 'hold a running broker against a policy',
    load: async () => (await import('./verify.js')).command,
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
export const commands: Commands = new Map(Object.entries(listed));

async function ofPolicies(name: PolicyCommand): Promise<Command> {
  const { policyCommands } = await import('./policy-commands.js');
  return policyCommands[name];
}
