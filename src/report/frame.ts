import type { Severity } from '../diagnostics/diagnostic.js';
import type { Place } from '../source/source.js';
import { underline } from './cut.js';
import { printable } from './printable.js';
import { rowsOf } from './rows.js';
import type { FrameRow } from './rows.js';
import type { Palette } from './style.js';

/** How a code frame is drawn. */
export interface FrameStyle {
  readonly palette: Palette;
  readonly severity: Severity;
  /** What underlines the place: `^` for a diagnostic's own place, `-` for one that a note adds. */
  readonly mark: '^' | '-';
  /** Columns for line numbers, the same in all frames of a diagnostic. */
  readonly gutter: number;
  /** Columns of the terminal, where they are known. */
  readonly columns?: number | undefined;
}

/** Columns for code that a frame has at least, and those of it that are none: the bar with its blanks, two `…`. */
const LEAST = 40;
const AROUND = 5;

/** A code frame as lines: `file:line:column`, then the lines of the place with marks below each. */
export function frame(place: Place, style: FrameStyle): readonly string[] {
  const { line, column } = place.source.position(place.range.start);
  const arrow = style.palette.quiet(`${' '.repeat(style.gutter)}-->`);
  return [
    `${arrow} ${printable(place.source.name)}:${line}:${column}`,
    bar('', style),
    ...rowsOf(place).flatMap((row) => draw(row, place.source.text, style)),
  ];
}

function draw(row: FrameRow | 'gap', text: string, style: FrameStyle): readonly string[] {
  if (row === 'gap') return [style.palette.quiet('...')];
  const { code, marks } = underline(text, row.line, row.place, style.mark, roomOf(style));
  return [
    `${bar(String(row.number), style)} ${code}`.trimEnd(),
    `${bar('', style)} ${style.palette.severity(style.severity, marks)}`,
  ];
}

function roomOf({ columns, gutter }: FrameStyle): number | undefined {
  return columns === undefined ? undefined : Math.max(LEAST, columns - gutter - AROUND);
}

function bar(label: string, { palette, gutter }: FrameStyle): string {
  return palette.quiet(`${label.padStart(gutter)} |`);
}
