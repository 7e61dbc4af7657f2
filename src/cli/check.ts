import { checkPolicy } from '../program/check.js';
import { render } from '../report/formats.js';
import { exit, type Io } from './io.js';
import { load } from './load.js';
import { formatOption, readArguments } from './options.js';

export const checkUsage = `warren check [PATH…] [--format text|json|sarif|github|junit]

Reads the policy, resolves it for each broker and reports what is wrong with it.
PATH is a folder or file, by default the current folder.

Exit code: 0 without errors, 1 with errors, 2 for wrong usage or unreadable input.
`;

/** `warren check`: reports on standard output. */
export function check(args: readonly string[], io: Io): number {
  const options = readArguments(args, { format: { type: 'string' } });
  const format = formatOption(options);
  const loaded = load(options.positionals, io);
  if (typeof loaded === 'number') return loaded;
  const { diagnostics } = checkPolicy(loaded, false);
  io.out(render(format, diagnostics, { colour: io.colour }));
  if (format === 'text' && diagnostics.length === 0)
    io.out(`${loaded.sources.length} file${loaded.sources.length === 1 ? '' : 's'}, no problems\n`);
  return diagnostics.some(({ severity }) => severity === 'error') ? exit.failed : exit.ok;
}
