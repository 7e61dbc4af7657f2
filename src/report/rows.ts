import type { TextRange } from '../source/range.js';
import type { Place } from '../source/source.js';

/** A line of a source that a frame shows. */
export interface FrameRow {
  /** Counted from 1. */
  readonly number: number;
  /** Where the line stands, without its line end. */
  readonly line: TextRange;
  /** The part of the place in this line, without indentation on lines after its first. */
  readonly place: TextRange;
}

/** A place of more lines than this is shown by its first and its last. */
const maxRows = 3;

/** The lines of a place, in order; `gap` stands for those left out. */
export function rowsOf(place: Place): readonly (FrameRow | 'gap')[] {
  const first = rowAt(place, place.range.start);
  const last = lastRow(place);
  if (last.number - first.number >= maxRows) return [first, 'gap', last];
  const rows = [first];
  for (let row = first; row.number < last.number; rows.push(row))
    row = rowAt(place, place.source.text.indexOf('\n', row.line.end) + 1);
  return rows;
}

/** The last line of a place. A line end belongs to the line that it ends. */
export function lastRow(place: Place): FrameRow {
  const { start, end } = place.range;
  return rowAt(place, Math.max(start, end - 1));
}

/** The line that holds `offset`. */
function rowAt({ source, range }: Place, offset: number): FrameRow {
  const { line: number, column } = source.position(offset);
  const line = lineFrom(source.text, offset - column + 1);
  const inner = range.start >= line.start ? range.start : firstInk(source.text, line);
  const start = Math.min(inner, line.end);
  return { number, line, place: { start, end: Math.max(start, Math.min(range.end, line.end)) } };
}

function lineFrom(text: string, start: number): TextRange {
  const newline = text.indexOf('\n', start);
  const end = newline < 0 ? text.length : newline;
  return { start, end: end > start && text[end - 1] === '\r' ? end - 1 : end };
}

/** The first character of a line that is not a blank or a tab. */
function firstInk(text: string, line: TextRange): number {
  let at = line.start;
  while (at < line.end && (text[at] === ' ' || text[at] === '\t')) at++;
  return at;
}
