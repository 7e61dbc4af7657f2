import { resolve } from 'node:path';
import { errorsOf } from '../diagnostics/diagnostic.js';
import { didYouMean, nearest } from '../diagnostics/nearest.js';
import { writeOutput } from '../emit/output/write.js';
import { checkPolicy } from '../program/check.js';
import { formats, render } from '../report/formats.js';
import type { Extra } from '../emit/chosen-extras.js';
import { NO_EXTRAS, type Extras } from '../emit/extras.js';
import { printable } from '../report/printable.js';
import type { Command } from './command.js';
import { exit, Failure, UsageError, type Io } from './io.js';
import { load } from './load.js';
import { formatOption, readArguments } from './options.js';
import { exitCodeOf } from './verdict.js';

const usage = `warren compile [PATH…] --out DIR [--emit WHAT,…] [--format text|json|sarif|github|junit]

Checks the policy and writes, for each broker, DIR/BROKER/rabbitmq.conf, advanced.config where the
engine needs it, iam/ROLE.json for each role and manifest.json. All or nothing: where the policy has
an error, or a file cannot be written, DIR stays as it was.

--emit writes more, each WHAT one of
  iam-combined    one policy a role over all brokers of its account, in DIR/ACCOUNT/iam
  token-guard     what stops every other token: permissions boundaries and a service control policy
  cloudformation, terraform, pulumi    what brings configuration and policies into the account

Exit code: 0 without errors, 1 with errors, 2 for wrong usage, or input or output that fails.
`;

/** `warren compile`. */
export const command: Command = {
  usage,
  options: { emit: 'text', format: formats, out: 'folder' },
  takes: 'files',
  run: compile,
};

/**
 * `warren compile`: as text, the files written go to standard output and the report to standard
 * error; in any other format the report alone goes to standard output.
 */
async function compile(args: readonly string[], io: Io): Promise<number> {
  const options = readArguments(args, command.options);
  const format = formatOption(options);
  const { out } = options.values;
  if (out === undefined || out === '') throw new UsageError('compile needs --out DIR');
  const { diagnostics, artifacts } = checkPolicy(load(options.positionals, io), {
    forOutput: true,
    extras: await extrasOf(options.values['emit']),
    wantsTrees: false,
  });
  const reportTo = format === 'text' ? io.err : io.out;
  reportTo.write(render(format, io.quiet ? errorsOf(diagnostics) : diagnostics, reportTo));
  if (exitCodeOf(diagnostics) !== exit.ok) {
    if (format === 'text') io.err.write('Nothing was written.\n');
    return exit.failed;
  }
  const result = writeOutput(resolve(io.cwd, out), artifacts);
  if (!result.ok) throw new Failure([result.message]);
  if (format === 'text' && !io.quiet)
    io.out.write(result.written.map((path) => `${printable(`${out}/${path}`)}\n`).join(''));
  return exit.ok;
}

/** @throws UsageError for what `compile` cannot write */
async function extrasOf(text: string | undefined): Promise<Extras> {
  if (text === undefined) return NO_EXTRAS;
  const { chosenExtras, EXTRAS, isExtra } = await import('../emit/chosen-extras.js');
  const extras: Extra[] = [];
  for (const word of text.split(',')) {
    if (!isExtra(word)) {
      const known = EXTRAS.join(', ');
      throw new UsageError(
        `compile cannot emit '${word}'; it can ${known}.${didYouMean(nearest(word, EXTRAS))}`,
      );
    }
    extras.push(word);
  }
  return chosenExtras(extras);
}
