import type { LaidItem } from './elements.js';
import { lineWidth, type Sheet } from './sheet.js';

/** What separates the statements of a block on one line, which have no other separator. */
const betweenStatements = 2;

/**
 * Lays a block out on one line, if it was on one, fits there, and holds nothing but plain statements
 * or one block. Answers the columns of the line, or `undefined` where the block takes more lines.
 */
export function layOnOneLine(
  sheet: Sheet,
  statement: LaidItem,
  indent: number,
): number | undefined {
  const { pieces } = sheet;
  const { first, body } = statement;
  const last = body?.close ?? statement.end - 1;
  // Each piece takes a column at least, so there is no need to look at very many.
  if (last - first > lineWidth) return undefined;
  const isEmpty = last <= statement.end;
  if (!isEmpty && pieces.breaks(statement.end) > 0) return undefined;
  const inside = separators(statement);
  if (inside === undefined) return undefined;
  const gaps: number[] = [];
  let width = indent + sheet.width(first);
  for (let piece = first + 1; piece <= last; piece++) {
    const kind = pieces.kind(piece);
    const wasBroken = !isEmpty && piece >= statement.end && pieces.breaks(piece) > 0;
    if (kind === 'comment' || kind === 'broken' || wasBroken) return undefined;
    const gap = inside.get(piece) ?? sheet.spacing(piece);
    width += gap + sheet.width(piece);
    gaps.push(gap);
  }
  if (width > lineWidth) return undefined;
  for (const [at, gap] of gaps.entries()) sheet.put(first + 1 + at, gap);
  return width;
}

/** The blanks inside the braces of blocks, where these may stand on one line. */
function separators({ body }: LaidItem): ReadonlyMap<number, number> | undefined {
  if (body === undefined) return new Map();
  const { elements, close } = body;
  const gaps = new Map([[close, 1]]);
  for (const [at, element] of elements.entries()) {
    if (element.kind !== 'statement') return undefined;
    if (element.body !== undefined && elements.length > 1) return undefined;
    const inside = separators(element);
    if (inside === undefined) return undefined;
    for (const [piece, gap] of inside) gaps.set(piece, gap);
    gaps.set(element.first, at === 0 ? 1 : betweenStatements);
  }
  return gaps;
}
