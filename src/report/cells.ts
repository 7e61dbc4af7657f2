import { graphemesOf, graphemeWidth, isPlain } from '../source/width.js';
import { printable } from './printable.js';

/** One character as people see it, at its place in the source and as it is shown. */
export interface Cell {
  /** Where it stands in the source text, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  readonly shown: string;
  /** Columns of a terminal: 0 for a combining mark alone, 2 for a wide character. */
  readonly width: number;
}

const tab = '    ';

/** Columns of a terminal that a text without line ends takes. */
export function columnsOf(text: string): number {
  return isPlain(text) ? text.length : columnsOfCells(toCells(text, 0));
}

/** Columns that some cells take together. */
export function columnsOfCells(cells: readonly Cell[]): number {
  return cells.reduce((sum, { width }) => sum + width, 0);
}

/** Splits a stretch of one line into cells; `start` is where it stands in the source. */
export function toCells(stretch: string, start: number): readonly Cell[] {
  // Nearly every line is plain ASCII, and segmenting is slow.
  if (isPlain(stretch))
    return Array.from(stretch, (shown, at) => ({
      start: start + at,
      end: start + at + 1,
      shown,
      width: 1,
    }));
  return Array.from(graphemesOf(stretch), ({ segment, index }) => {
    const shown = segment === '\t' ? tab : printable(segment);
    const width = shown === segment ? graphemeWidth(segment) : shown.length;
    return { start: start + index, end: start + index + segment.length, shown, width };
  });
}
