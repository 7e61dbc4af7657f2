import { resolve } from 'node:path';
import { didYouMean, nearest } from '../diagnostics/nearest.js';
import { writeOutput } from '../emit/output/write.js';
import { checkPolicy } from '../program/check.js';
import { formats } from '../report/formats.js';
import type { Extra } from '../emit/chosen-extras.js';
import { NO_EXTRAS, type Extras } from '../emit/extras.js';
import type { Command } from './command.js';
import { filesWritten, summaryOf } from './compile-summary.js';
import { exit, Failure, UsageError, type Io } from './io.js';
import { load } from './load.js';
import { formatOption, readArguments } from './options.js';
import { maxWarningsOption, tell, verdictOf } from './verdict.js';

const usage = `warren compile [PATH…] --out DIR [--emit WHAT,…] [--max-warnings N]
    [--format text|json|sarif|github|junit]

Checks the policy and writes, for each broker, DIR/BROKER/rabbitmq.conf, advanced.config where the
engine needs it, iam/ROLE.json for each role and manifest.json. All or nothing: where the policy has
an error, or a file cannot be written, DIR stays as it was. Tells what was written and what to do with
it; --format json lists every file.

--emit writes more, each WHAT one of
  iam-combined    one policy a role over all brokers of its account, in DIR/ACCOUNT/iam
  token-guard     what stops every other token: permissions boundaries and a service control policy
  cloudformation, terraform, pulumi    what brings configuration and policies into the account
  issuer-check    plans of terraform and pulumi ask for the account's issuer, and fail where the policy
                  has another
With --max-warnings more than N warnings fail, whatever warren.yaml says.

Exit code: 0 without errors, 1 with errors or too many warnings, 2 for wrong usage, or input or output
that fails.
`;

/** `warren compile`. */
export const command: Command = {
  usage,
  options: { emit: 'text', format: formats, 'max-warnings': 'text', out: 'folder' },
  takes: 'files',
  run: compile,
};

/**
 * `warren compile`: as text, a summary of what was written goes to standard output and the report to
 * standard error; in any other format the report alone goes to standard output.
 */
async function compile(args: readonly string[], io: Io): Promise<number> {
  const options = readArguments(args, command.options);
  const format = formatOption(options, formats);
  const most = maxWarningsOption(options);
  const { out } = options.values;
  if (out === undefined || out === '') throw new UsageError('compile needs --out DIR');
  const loaded = load(options.positionals, io);
  const extras = await extrasOf(options.values['emit']);
  const begun = performance.now();
  const checked = checkPolicy(loaded, { forOutput: true, extras, wantsTrees: false });
  const { diagnostics, policies, artifacts, claims } = checked;
  const seconds = (performance.now() - begun) / 1000;
  const files = loaded.sources.map(({ name }) => name);
  const looked = { files, claims, seconds, nothing: 'no problems' };
  const reportTo = format === 'text' ? io.err : io.out;
  // Only JSON has room for the files, which are not there before they are written.
  if (format !== 'json') tell(diagnostics, format, io, reportTo, { looked });
  if (verdictOf([{ loaded, checked }], most, io) !== exit.ok) {
    if (format === 'json') tell(diagnostics, format, io);
    if (format === 'text') io.err.write('Nothing was written.\n');
    return exit.failed;
  }
  const result = writeOutput(resolve(io.cwd, out), artifacts);
  if (format === 'json') {
    const written = result.ok ? filesWritten(resolve(io.cwd, out), result.written) : [];
    tell(diagnostics, format, io, io.out, { written });
  }
  if (!result.ok) throw new Failure([result.message]);
  if (format === 'text' && io.quiet !== true)
    io.out.write(
      summaryOf(policies, filesWritten(resolve(io.cwd, out), result.written), {
        out,
        paths: options.positionals,
      }),
    );
  return exit.ok;
}

/** @throws UsageError for what `compile` cannot write */
async function extrasOf(text: string | undefined): Promise<Extras> {
  if (text === undefined) return NO_EXTRAS;
  const { chosenExtras, EXTRAS, isExtra, ISSUER_CHECKERS } =
    await import('../emit/chosen-extras.js');
  const extras: Extra[] = [];
  for (const word of text.split(',')) {
    if (!isExtra(word)) {
      const known = EXTRAS.join(', ');
      throw new UsageError(
        `compile cannot emit '${word}'; it can emit ${known}.${didYouMean(nearest(word, EXTRAS))}`,
      );
    }
    extras.push(word);
  }
  if (extras.includes('issuer-check') && !extras.some((extra) => ISSUER_CHECKERS.includes(extra)))
    throw new UsageError(
      `'issuer-check' goes into what ${ISSUER_CHECKERS.join(' and ')} make: emit one of them too`,
    );
  return chosenExtras(extras);
}
