import { clauseWords } from '../syntax/words.js';
import { hangingIndent, lineWidth, type Sheet } from './sheet.js';

const clauses: ReadonlySet<string> = new Set(clauseWords);

/** The pieces of a head, or of an `@expect`, which stays on one line however long its reason is. */
interface Words {
  readonly kind: 'statement' | 'expect';
  readonly first: number;
  readonly end: number;
}

/**
 * Lays out the head of a statement on one line if it fits there and has no comment inside, and else on
 * several. Answers the columns of the line, or `undefined` for several.
 */
export function layOutHead(sheet: Sheet, words: Words, indent: number): number | undefined {
  const { pieces } = sheet;
  const { kind, first, end } = words;
  let hasComment = false;
  for (let piece = first + 1; piece < end; piece++) {
    sheet.put(piece, sheet.spacing(piece));
    hasComment ||= pieces.kind(piece) === 'comment';
  }
  const width = indent + sheet.widthOf(first, end);
  if (!hasComment && (width <= lineWidth || kind === 'expect')) return width;
  return wrap(sheet, words, indent) === 1 ? width : undefined;
}

/**
 * Ends lines before each clause, behind each comment, and behind the last comma that fits. What goes
 * on from a clause is indented deeper than the clause. Answers the number of lines.
 */
function wrap(sheet: Sheet, { kind, first, end }: Words, indent: number): number {
  let lines = 1;
  let column = indent;
  let hanging = indent + hangingIndent;
  for (let from = first; from < end;) {
    const to = partEnd(sheet, from, end);
    const width = sheet.widthOf(from, to);
    const sign = sheet.pieces.kind(from);
    const gap = from === first ? 0 : sheet.spacing(from);
    const opensClause = kind === 'statement' && isClause(sheet, from);
    const overflows =
      kind === 'statement' && sign !== 'comment' && column + gap + width > lineWidth;
    if (from > first && (opensClause || overflows || startsLine(sheet, from))) {
      column = sign === '{' ? indent : opensClause ? indent + hangingIndent : hanging;
      sheet.putOnLine(from, column);
      lines++;
    } else column += gap;
    if (opensClause) hanging = indent + 2 * hangingIndent;
    column += width;
    from = to;
  }
  return lines;
}

/** The end of the pieces from `from` on between which no line ends. */
function partEnd(sheet: Sheet, from: number, end: number): number {
  for (let piece = from + 1; piece < end; piece++) {
    const before = sheet.pieces.kind(piece - 1);
    const isComment = sheet.pieces.kind(piece) === 'comment';
    if (before === ',' || before === 'comment' || isComment) return piece;
    if (isClause(sheet, piece)) return piece;
  }
  return end;
}

function isClause({ pieces }: Sheet, piece: number): boolean {
  return pieces.kind(piece) === 'word' && clauses.has(pieces.textOf(piece));
}

/** Whether a piece must start a line: a comment that did, and whatever follows one. */
function startsLine({ pieces }: Sheet, piece: number): boolean {
  if (pieces.kind(piece - 1) === 'comment') return true;
  return pieces.kind(piece) === 'comment' && pieces.breaks(piece) > 0;
}
