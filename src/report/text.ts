import type { Diagnostic, Note } from '../diagnostics/diagnostic.js';
import { frame } from './frame.js';
import type { FrameStyle } from './frame.js';
import { gravest, inOrder } from './order.js';
import { printable } from './printable.js';
import { lastRow } from './rows.js';
import { coloured, uncoloured } from './style.js';
import type { Palette } from './style.js';
import { countBySeverity, summary } from './summary.js';

/** More diagnostics than this nobody reads; the rest is counted. */
const maxShown = 100;

/**
 * Diagnostics for people, with code frames, and a closing line that counts them; empty for none.
 * Nothing that a terminal could obey is written but the colours, and these only if asked for.
 */
export function renderText(diagnostics: readonly Diagnostic[], colour: boolean): string {
  if (diagnostics.length === 0) return '';
  const palette = colour ? coloured : uncoloured;
  const shown = gravest(inOrder(diagnostics), maxShown);
  const explained = new Set<string>();
  const blocks = shown.map((diagnostic) => {
    // The page of a code is named where it stands first.
    const { code } = diagnostic;
    const isFirst = !explained.has(code);
    explained.add(code);
    return block(diagnostic, isFirst, palette).join('\n');
  });
  const kept = new Set(shown);
  const rest = countBySeverity(diagnostics.filter((diagnostic) => !kept.has(diagnostic)));
  const closing = rest === '' ? [] : [`not shown: ${rest}`];
  return `${[...blocks, [...closing, summary(diagnostics)].join('\n')].join('\n\n')}\n`;
}

function block(diagnostic: Diagnostic, isFirst: boolean, palette: Palette): readonly string[] {
  const { severity, code, place, notes, fixes } = diagnostic;
  const style = { palette, severity, mark: '^' as const, gutter: gutterOf(diagnostic) };
  const heading = palette.severity(severity, `${severity}[${code}]`);
  return [
    `${heading}${palette.strong(`: ${printable(diagnostic.message)}`)}`,
    ...frame(place, style),
    ...notes.flatMap((note) => noteLines(note, { ...style, mark: '-' })),
    ...fixes.map(({ title }) => remark('help', title, style)),
    ...(isFirst ? [remark('help', `warren help ${code}`, style)] : []),
  ];
}

function noteLines({ message, place }: Note, style: FrameStyle): readonly string[] {
  const line = remark('note', message, style);
  return place === undefined ? [line] : [line, ...frame(place, style)];
}

function remark(kind: string, message: string, { palette, gutter }: FrameStyle): string {
  return `${' '.repeat(gutter)} ${palette.quiet('=')} ${palette.strong(`${kind}:`)} ${printable(message)}`;
}

/** The columns that the largest line number of a diagnostic needs. */
function gutterOf({ place, notes }: Diagnostic): number {
  const places = [place, ...notes.flatMap((note) => note.place ?? [])];
  const largest = places.reduce((line, each) => Math.max(line, lastRow(each).number), 0);
  return String(largest).length;
}
