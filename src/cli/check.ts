import type { BrokerPolicy } from '../policy/policy.js';
import { checkPolicy } from '../program/check.js';
import { render } from '../report/formats.js';
import type { Io } from './io.js';
import { load } from './load.js';
import { formatOption, readArguments } from './options.js';
import { exitCodeOf } from './verdict.js';

export const checkUsage = `warren check [PATH…] [--format text|json|sarif|github|junit]

Reads the policy, resolves it for each broker, proves its claims, what \`can\` and \`never\` say, and
reports what is wrong with it.
PATH is a folder or file, by default the current folder.

Exit code: 0 without errors, 1 with errors, 2 for wrong usage or unreadable input.
`;

/** `warren check`: reports on standard output. */
export function check(args: readonly string[], io: Io): number {
  const options = readArguments(args, ['format']);
  const format = formatOption(options);
  const loaded = load(options.positionals, io);
  const { diagnostics, policies } = checkPolicy(loaded, false);
  io.out.write(render(format, diagnostics, io.out));
  const files = loaded.sources.length;
  if (format === 'text' && diagnostics.length === 0)
    io.out.write(`${files} file${files === 1 ? '' : 's'}, no problems\n`);
  if (format === 'text') io.out.write(outsideProofs(policies));
  return exitCodeOf(diagnostics);
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
