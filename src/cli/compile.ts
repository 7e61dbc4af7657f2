import { resolve } from 'node:path';
import { writeOutput } from '../emit/output/write.js';
import { checkPolicy } from '../program/check.js';
import { render } from '../report/formats.js';
import { exit, UsageError, type Io } from './io.js';
import { load } from './load.js';
import { formatOption, readArguments, textOption } from './options.js';

export const compileUsage = `warren compile [PATH…] --out DIR [--format text|json|sarif|github|junit]

Checks the policy and writes, for each broker, DIR/BROKER/rabbitmq.conf, advanced.config where the
engine needs it, iam/ROLE.json for each role and manifest.json. All or nothing: where the policy has
an error, or a file cannot be written, DIR stays as it was.

Exit code: 0 without errors, 1 with errors, 2 for wrong usage, or input or output that fails.
`;

/** `warren compile`: the files written go to standard output, the report to standard error. */
export function compile(args: readonly string[], io: Io): number {
  const options = readArguments(args, { format: { type: 'string' }, out: { type: 'string' } });
  const format = formatOption(options);
  const out = textOption(options, 'out');
  if (out === undefined || out === '') throw new UsageError('compile needs --out DIR');
  const loaded = load(options.positionals, io);
  if (typeof loaded === 'number') return loaded;
  const { diagnostics, artifacts } = checkPolicy(loaded, true);
  const report = render(format, diagnostics, { colour: io.colour });
  if (format === 'text') io.err(report);
  else io.out(report);
  if (diagnostics.some(({ severity }) => severity === 'error')) {
    if (format === 'text') io.err('Nothing was written.\n');
    return exit.failed;
  }
  const result = writeOutput(resolve(io.cwd, out), artifacts);
  if (!result.ok) {
    io.err(`warren: ${result.message}\n`);
    return exit.usage;
  }
  if (format === 'text') io.out(result.written.map((path) => `${out}/${path}\n`).join(''));
  return exit.ok;
}
