import type { Statement } from './elements.js';
import { lineWidth, type Sheet } from './sheet.js';
import { spacing } from './spacing.js';

/** What separates the statements of a block on one line, which have no other separator. */
const betweenStatements = 2;

/**
 * Lays a block out on one line, if it was on one, fits there, and holds nothing but plain statements
 * or one block. Answers the columns of the line, or `undefined` where the block takes more lines.
 */
export function layOnOneLine(
  sheet: Sheet,
  statement: Statement,
  indent: number,
): number | undefined {
  const { tokens } = sheet;
  const { first, body } = statement;
  const last = body?.close ?? statement.end - 1;
  // Each token takes a column at least, so there is no need to look at very many.
  if (last - first > lineWidth) return undefined;
  const inside = separators(statement);
  if (inside === undefined) return undefined;
  const gaps: number[] = [];
  let width = indent + sheet.width(first);
  for (let token = first + 1; token <= last; token++) {
    const { kind, breaks } = tokens.at(token);
    const wasBroken = breaks > 0 && token >= statement.end && last > statement.end;
    if (kind === 'comment' || kind === 'broken' || wasBroken) return undefined;
    const gap = inside.get(token) ?? spacing(tokens, token);
    width += gap + sheet.width(token);
    gaps.push(gap);
  }
  if (width > lineWidth) return undefined;
  for (const [at, gap] of gaps.entries()) sheet.put(first + 1 + at, gap);
  return width;
}

/** The blanks inside the braces of blocks, where these may stand on one line. */
function separators({ body }: Statement): ReadonlyMap<number, number> | undefined {
  if (body === undefined) return new Map();
  const { elements, close } = body;
  const gaps = new Map([[close, 1]]);
  for (const [at, element] of elements.entries()) {
    if (element.kind !== 'statement') return undefined;
    if (element.body !== undefined && elements.length > 1) return undefined;
    const inside = separators(element);
    if (inside === undefined) return undefined;
    for (const [token, gap] of inside) gaps.set(token, gap);
    gaps.set(element.first, at === 0 ? 1 : betweenStatements);
  }
  return gaps;
}
