import { brokersRemark } from '../diagnostics/on-brokers.js';
import type { Diagnostic, Severity } from '../diagnostics/diagnostic.js';
import { noteText } from './note-text.js';
import { inOrder } from './order.js';
import { printable } from './printable.js';

/** The workflow command for each severity. */
const commands: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  hint: 'notice',
};

/**
 * Workflow commands of GitHub Actions, one a line: they become annotations of a pull request. Notes
 * and titles of fixes are further lines of the message.
 */
export function renderGithub(diagnostics: readonly Diagnostic[]): string {
  return inOrder(diagnostics)
    .map((diagnostic) => `${command(diagnostic)}\n`)
    .join('');
}

function command(diagnostic: Diagnostic): string {
  const { severity, code, message, place, notes, fixes } = diagnostic;
  const properties = [
    ['file', printable(place.source.name)],
    ...position(diagnostic),
    ['title', code],
  ]
    .map(([key, value]) => `${key ?? ''}=${escapeProperty(value ?? '')}`)
    .join(',');
  const lines = [
    message,
    ...[brokersRemark(diagnostic) ?? []].flat(),
    ...notes.map((note) => `note: ${noteText(note)}`),
    ...fixes.map((fix) => `help: ${fix.title}`),
  ];
  return `::${commands[severity]} ${properties}::${escapeData(lines.map(printable).join('\n'))}`;
}

/** The runner drops the columns of a place of several lines, with a remark in its log. */
function position({ place: { source, range } }: Diagnostic): readonly string[][] {
  const start = source.position(range.start);
  const end = source.position(range.end);
  const lines = [
    ['line', String(start.line)],
    ['endLine', String(end.line)],
  ];
  if (start.line !== end.line) return lines;
  return [...lines, ['col', String(start.column)], ['endColumn', String(end.column)]];
}

/** The escapes of a command's message; see `toolkit/packages/core/src/command.ts` of GitHub Actions. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** The escapes of a command's property: those of a message, and what separates properties. */
function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
