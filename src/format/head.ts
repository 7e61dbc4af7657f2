import { clauseWords } from '../syntax/words.js';
import { hangingIndent, lineWidth, type Sheet } from './sheet.js';
import { spacing } from './spacing.js';

const clauses: ReadonlySet<string> = new Set(clauseWords);

/** The tokens of a head, or of an `@expect`, which stays on one line however long its reason is. */
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
  const { tokens } = sheet;
  const { kind, first, end } = words;
  let hasComment = false;
  for (let token = first + 1; token < end; token++) {
    sheet.put(token, spacing(tokens, token));
    hasComment ||= tokens.at(token).kind === 'comment';
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
    const { kind: sign } = sheet.tokens.at(from);
    const gap = from === first ? 0 : spacing(sheet.tokens, from);
    const opensClause = kind === 'statement' && isClause(sheet, from);
    const overflows =
      kind === 'statement' && sign !== 'comment' && column + gap + width > lineWidth;
    if (from > first && (opensClause || overflows || startsLine(sheet, from))) {
      column = sign === 'open' ? indent : opensClause ? indent + hangingIndent : hanging;
      sheet.putOnLine(from, column);
      lines++;
    } else column += gap;
    if (opensClause) hanging = indent + 2 * hangingIndent;
    column += width;
    from = to;
  }
  return lines;
}

/** The end of the tokens from `from` on between which no line ends. */
function partEnd(sheet: Sheet, from: number, end: number): number {
  for (let token = from + 1; token < end; token++) {
    const before = sheet.tokens.at(token - 1).kind;
    const isComment = sheet.tokens.at(token).kind === 'comment';
    if (before === 'comma' || before === 'comment' || isComment) return token;
    if (isClause(sheet, token)) return token;
  }
  return end;
}

function isClause({ tokens }: Sheet, token: number): boolean {
  return tokens.at(token).kind === 'word' && clauses.has(tokens.textOf(token));
}

/** Whether a token must start a line: a comment that did, and whatever follows one. */
function startsLine({ tokens }: Sheet, token: number): boolean {
  if (tokens.at(token - 1).kind === 'comment') return true;
  return tokens.at(token).kind === 'comment' && tokens.at(token).breaks > 0;
}
