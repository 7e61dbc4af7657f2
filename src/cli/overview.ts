import type { Commands } from './command.js';

/** What `warren` is, with its commands. */
export function overview(commands: Commands): string {
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
