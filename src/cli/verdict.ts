import { counted } from '../source/counted.js';
import { errorsOf, hasErrors, type Diagnostic } from '../diagnostics/diagnostic.js';
import type { CheckedPolicy } from '../program/check.js';
import { ofSeverity } from '../report/order.js';
import { render, type Format, type RenderOptions } from '../report/formats.js';
import type { LoadedPolicy } from '../source/load.js';
import { exit, UsageError, type Io, type Output } from './io.js';
import type { Arguments } from './options.js';
import { displayName } from '../source/paths.js';
import { commandLine, pathWord } from '../source/shell.js';

/** A policy with what was found out about it. */
export interface Judged {
  readonly loaded: LoadedPolicy;
  readonly checked: Pick<CheckedPolicy, 'diagnostics' | 'elsewhere'>;
}

/** Reports diagnostics; quietly, errors alone. */
export function tell(
  diagnostics: readonly Diagnostic[],
  format: Format,
  io: Io,
  to: Output = io.out,
  more: Partial<RenderOptions> = {},
): void {
  const told = io.quiet === true ? errorsOf(diagnostics) : diagnostics;
  to.write(render(format, told, { colour: to.colour, columns: to.columns, ...more }));
}

/**
 * The exit code that policies stand for. Errors fail, those in files that were not asked about too; and
 * more warnings than are let pass, by `--max-warnings` in all, else by the `warren.yaml` of each. Why it
 * fails, where no diagnostic says it, is told on standard error.
 *
 * @param most what `--max-warnings` says
 */
export function verdictOf(policies: readonly Judged[], most: number | undefined, io: Io): number {
  const reasons = policies.flatMap(({ loaded, checked: { elsewhere } }) =>
    elsewhere === 0
      ? []
      : [
          `${counted(elsewhere, 'error')} in other files of the policy: ${commandLine('warren', 'check', pathWord(displayName(loaded.root, io.cwd)))}`,
        ],
  );
  const counts = policies.map(({ loaded, checked }) => ({
    warnings: ofSeverity(checked.diagnostics, 'warning').length,
    most: loaded.config?.maxWarnings,
  }));
  const all = counts.reduce((sum, { warnings }) => sum + warnings, 0);
  const held = most === undefined ? counts : [{ warnings: all, most }];
  for (const { warnings, most: limit } of held)
    if (limit !== undefined && warnings > limit)
      reasons.push(`${counted(warnings, 'warning')}, and max-warnings lets pass ${limit}`);
  for (const reason of reasons) io.err.write(`${reason}\n`);
  const failed = policies.some(({ checked }) => hasErrors(checked.diagnostics));
  return failed || reasons.length > 0 ? exit.failed : exit.ok;
}

/**
 * What `--max-warnings` says; undefined without it.
 *
 * @throws UsageError for what is no number
 */
export function maxWarningsOption({ values }: Arguments): number | undefined {
  const text = values['max-warnings'];
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text))
    throw new UsageError(`'--max-warnings' takes a whole number, 0 or more, not '${text}'`);
  return Number(text);
}
