import type { TextRange } from '../source/range.js';
import { columnsOfCells as columns, toCells } from './cells.js';
import type { Cell } from './cells.js';

/** A line of a code frame and what underlines it, both ready for a terminal. */
export interface Underlined {
  readonly code: string;
  /** Blanks up to the place, then one mark for each column of it. */
  readonly marks: string;
}

/** Columns shown of a line at most, and what part of them stands before the place at most. */
const maxColumns = 160;
const beforePlace = 3 / 8;

/** Characters looked at on each side of the place; more than columns, as some take none. */
const reach = 2 * maxColumns;

/**
 * Shows one line of a text and underlines a place in it with `mark`. `line` is without its line end,
 * and holds `place`. A long line is cut around the place, with `…` where something is left out; the
 * work does not grow with the length of the line.
 *
 * @param room how many columns there are, where they are few
 */
export function underline(
  text: string,
  line: TextRange,
  place: TextRange,
  mark: string,
  room = maxColumns,
): Underlined {
  const start = Math.max(line.start, place.start - reach);
  const end = Math.min(line.end, place.start + reach);
  const cells = fit(
    toCells(text.slice(start, end), start),
    place.start,
    Math.min(room, maxColumns),
  );
  const code = cells.map((cell) => cell.shown).join('');
  const left = (cells[0]?.start ?? line.start) > line.start ? '…' : '';
  const right = (cells.at(-1)?.end ?? line.end) < line.end ? '…' : '';
  const before = columns(cells.filter((cell) => cell.end <= place.start));
  const under = columns(cells.filter((cell) => overlaps(cell, place)));
  return {
    code: left + code + right,
    marks: ' '.repeat(left.length + before) + mark.repeat(Math.max(under, 1)),
  };
}

/** The cells that fit: all, or some before `place` and as many after as there is room for. */
function fit(cells: readonly Cell[], place: number, most: number): readonly Cell[] {
  if (columns(cells) <= most) return cells;
  const at = cells.findIndex((cell) => cell.end > place);
  const before = at < 0 ? cells : cells.slice(0, at);
  const first = before.length - countWithin([...before].reverse(), Math.floor(most * beforePlace));
  return cells.slice(first, first + countWithin(cells.slice(first), most));
}

/** How many of the first cells stand in `room` columns. */
function countWithin(cells: readonly Cell[], room: number): number {
  let left = room;
  const over = cells.findIndex((cell) => (left -= cell.width) < 0);
  return over < 0 ? cells.length : over;
}

function overlaps(cell: TextRange, place: TextRange): boolean {
  return cell.end > place.start && cell.start < place.end;
}
