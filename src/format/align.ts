import type { LaidItem } from './elements.js';
import { lineWidth, type Sheet } from './sheet.js';
import { shapes } from './shapes.js';

/** A statement that takes one line. */
export interface AlignedRow {
  readonly statement: LaidItem;
  /** The columns of the line, with its indentation and without its comment. */
  width: number;
  /** The piece of the comment at the end of the line. */
  comment: number | undefined;
}

/** Aligns lines that follow each other: the columns of those of one shape, and their comments. */
export function align(sheet: Sheet, rows: readonly AlignedRow[]): void {
  if (rows.length < 2 && rows[0]?.comment === undefined) return;
  for (const run of runs(rows, (row) => shapes[row.statement.type])) alignColumns(sheet, run);
  if (rows.some(({ comment }) => comment !== undefined))
    for (const run of runs(rows, ({ comment }) => comment !== undefined)) alignComments(sheet, run);
}

/** The stretches of rows that have the same property. */
function runs(rows: readonly AlignedRow[], property: (row: AlignedRow) => unknown): AlignedRow[][] {
  const found: AlignedRow[][] = [];
  for (const [at, row] of rows.entries()) {
    const before = rows[at - 1];
    const run = found.at(-1);
    if (run !== undefined && before !== undefined && property(before) === property(row))
      run.push(row);
    else found.push([row]);
  }
  return found;
}

/**
 * Makes columns as wide as their widest word, not counting the last word of a line. Lines stay as
 * they are where that would make one too long that is not too long by itself.
 */
function alignColumns(sheet: Sheet, rows: readonly AlignedRow[]): void {
  const shape = shapes[rows[0]?.statement.type ?? 'call'];
  if (shape === undefined || rows.length < 2) return;
  const widest: number[] = [];
  const lines = rows.map((row) => {
    let from = row.statement.first;
    const starts = shape.columns(sheet.pieces, row.statement);
    const cells = starts.map((start, at) => {
      const width = sheet.widthOf(from, start);
      widest[at] = Math.max(widest[at] ?? 0, width);
      from = start;
      return { start, width };
    });
    return { row, cells };
  });
  const padded = lines.map(({ row, cells }) => {
    const pads = cells.map(({ start, width }, at) => ({ start, pad: (widest[at] ?? 0) - width }));
    return { row, pads, width: pads.reduce((sum, { pad }) => sum + pad, row.width) };
  });
  if (padded.some(({ row, width }) => row.width <= lineWidth && width > lineWidth)) return;
  for (const { row, pads, width } of padded) {
    for (const { start, pad } of pads) sheet.put(start, 1 + pad);
    row.width = width;
  }
}

/** Aligns comments, unless that would make a line too long that is not too long by itself. */
function alignComments(sheet: Sheet, rows: readonly AlignedRow[]): void {
  const lines = rows.flatMap(({ width, comment }) =>
    comment === undefined ? [] : [{ width, comment, length: sheet.width(comment) }],
  );
  const column = lines.reduce((most, { width }) => Math.max(most, width), 0) + 1;
  const fits = lines.every(
    ({ width, length }) => column + length <= lineWidth || width + 1 + length > lineWidth,
  );
  if (fits) for (const { width, comment } of lines) sheet.put(comment, column - width);
}
