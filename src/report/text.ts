import type { Diagnostic, Note, Severity } from '../diagnostics/diagnostic.js';
import { brokersRemark } from '../diagnostics/on-brokers.js';
import { counted } from '../source/counted.js';
import { frame } from './frame.js';
import type { FrameStyle } from './frame.js';
import { byCause } from './one-cause.js';
import { inOrder } from './order.js';
import { printable } from './printable.js';
import { lastRow } from './rows.js';
import { coloured, uncoloured } from './style.js';
import type { Palette } from './style.js';
import { summary } from './summary.js';
import { wrap } from './wrap.js';

/** So many of one code are shown; the others are counted. */
const SHOWN: Readonly<Record<Severity, number>> = { error: 100, warning: 3, hint: 3 };

/** How a text report is written. */
export interface TextOptions {
  /** Whether it is coloured. */
  readonly colour: boolean;
  /** Whether every warning is shown, however many there are of its code. */
  readonly all?: boolean | undefined;
  /** Columns of the terminal, to which long lines are fitted; undefined where it is none. */
  readonly columns?: number | undefined;
}

/**
 * Diagnostics for people, with code frames, and a closing line that counts them; empty for none. Of one code
 * the first are shown, far more errors than warnings.
 * Nothing that a terminal could obey is written but the colours, and these only if asked for.
 */
export function renderText(
  diagnostics: readonly Diagnostic[],
  { colour, all = false, columns }: TextOptions,
): string {
  if (diagnostics.length === 0) return '';
  const palette = colour ? coloured : uncoloured;
  const shownOf = (severity: Severity): number => (all ? Infinity : SHOWN[severity]);
  // Who wants every one sees each with its own frame.
  const told = all ? inOrder(diagnostics) : byCause(inOrder(diagnostics));
  const counts = countOf(told);
  const seen = new Map<string, number>();
  const explained = new Set<string>();
  const blocks = told.flatMap((diagnostic) => {
    const { code, severity } = diagnostic;
    const kind = kindOf(diagnostic);
    const at = (seen.get(kind) ?? 0) + 1;
    seen.set(kind, at);
    if (at > shownOf(severity)) return [];
    // The page of a code is named where it stands first.
    const shown = block(diagnostic, !explained.has(code), palette, columns).join('\n');
    explained.add(code);
    const left = at === shownOf(severity) ? (counts.get(kind) ?? 0) - at : 0;
    if (left === 0) return [shown];
    const more = `and ${counted(left, `more \`${code}\` ${severity}`)}`;
    return [shown, palette.severity(severity, more)];
  });
  const isAnyCut = told.some((one) => (counts.get(kindOf(one)) ?? 0) > shownOf(one.severity));
  const how = isAnyCut ? ['`warren check --all` shows every one.'] : [];
  return `${[...blocks, [summary(diagnostics), ...how].join('\n')].join('\n\n')}\n`;
}

/** How many there are of each code and severity. */
function countOf(diagnostics: readonly Diagnostic[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const diagnostic of diagnostics) {
    const kind = kindOf(diagnostic);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}

function kindOf({ code, severity }: Diagnostic): string {
  return `${severity} ${code}`;
}

function block(
  diagnostic: Diagnostic,
  isFirst: boolean,
  palette: Palette,
  columns: number | undefined,
): readonly string[] {
  const { severity, code, place, notes, fixes } = diagnostic;
  const style = { palette, severity, mark: '^' as const, gutter: gutterOf(diagnostic), columns };
  const where = brokersRemark(diagnostic);
  return [
    ...headingLines(diagnostic, style),
    ...frame(place, style),
    ...(where ? remark('', where, style) : []),
    ...notes.flatMap((note) => noteLines(note, { ...style, mark: '-' })),
    ...fixes.flatMap(({ title }) => remark('help: ', title, style)),
    ...(isFirst ? remark('help: ', `warren help ${code}`, style) : []),
  ];
}

/** Further lines of a message begin where the text of a remark does. */
function headingLines(
  { severity, code, message }: Diagnostic,
  { palette, gutter, columns }: FrameStyle,
): readonly string[] {
  const heading = `${severity}[${code}]`;
  const [before, indent] = [heading.length + 2, gutter + 3];
  const [first = '', ...more] = wrap(printable(message), { columns, before, indent });
  return [
    `${palette.severity(severity, heading)}${palette.strong(`: ${first}`)}`,
    ...more.map((line) => ' '.repeat(indent) + palette.strong(line)),
  ];
}

function noteLines({ message, place }: Note, style: FrameStyle): readonly string[] {
  const lines = remark('note: ', message, style);
  return place === undefined ? lines : [...lines, ...frame(place, style)];
}

/** What stands below a frame; without a kind it stands out as a whole. */
function remark(
  kind: string,
  message: string,
  { palette, gutter, columns }: FrameStyle,
): readonly string[] {
  const indent = gutter + 3 + kind.length;
  const lines = wrap(printable(message), { columns, before: indent, indent });
  const paint = kind === '' ? palette.strong : (line: string): string => line;
  return lines.map((line, at) => {
    const head = `${' '.repeat(gutter)} ${palette.quiet('=')} `;
    const title = kind === '' ? '' : `${palette.strong(kind.trimEnd())} `;
    return `${at === 0 ? head + title : ' '.repeat(indent)}${paint(line)}`;
  });
}

/** The columns that the largest line number of a diagnostic needs. */
function gutterOf({ place, notes }: Diagnostic): number {
  const places = [place, ...notes.flatMap((note) => note.place ?? [])];
  const largest = places.reduce((line, each) => Math.max(line, lastRow(each).number), 0);
  return String(largest).length;
}
