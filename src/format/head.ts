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
 * Lays out the head of a statement on as few lines as take it: a line ends behind a comma or before
 * a clause, and behind each comment. Answers the columns of the line, or `undefined` for several.
 */
export function layOutHead(
  sheet: Sheet,
  { kind, first, end }: Words,
  indent: number,
): number | undefined {
  let column = indent;
  let isOneLine = true;
  for (let from = first; from < end;) {
    const to = partEnd(sheet, from, end);
    for (let token = from + 1; token < to; token++) sheet.put(token, spacing(sheet.tokens, token));
    const width = sheet.widthOf(from, to);
    const gap = from === first ? 0 : spacing(sheet.tokens, from);
    const isComment = sheet.tokens.at(from).kind === 'comment';
    const overflows = kind === 'statement' && !isComment && column + gap + width > lineWidth;
    if (from > first && (startsLine(sheet, from) || overflows)) {
      column = indent + (sheet.tokens.at(from).kind === 'open' ? 0 : hangingIndent);
      sheet.putOnLine(from, column);
      isOneLine = false;
    } else if (from > first) {
      sheet.put(from, gap);
      column += gap;
    }
    column += width;
    from = to;
  }
  return isOneLine ? column : undefined;
}

/** The end of the tokens from `from` on between which no line ends. */
function partEnd({ tokens }: Sheet, from: number, end: number): number {
  let token = from + 1;
  while (token < end) {
    const [{ kind: before }, { kind }] = [tokens.at(token - 1), tokens.at(token)];
    if (before === 'comma' || before === 'comment' || kind === 'comment') break;
    if (kind === 'word' && clauses.has(tokens.textOf(token))) break;
    token++;
  }
  return token;
}

/** Whether a token must start a line: a comment that did, and whatever follows one. */
function startsLine({ tokens }: Sheet, token: number): boolean {
  if (tokens.at(token - 1).kind === 'comment') return true;
  return tokens.at(token).kind === 'comment' && tokens.at(token).breaks > 0;
}
