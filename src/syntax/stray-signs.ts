import { syntaxDiagnostics as catalog } from '../diagnostics/catalog/syntax.js';
import type { Edit } from '../diagnostics/diagnostic.js';
import type { TextRange } from '../source/range.js';
import { otherLetterIn } from './look-alikes.js';
import type { Problems } from './problems.js';
import { lineEnd, nextWord } from './tokens.js';
import { isReserved } from './words.js';

/** What is left of a name or value when the signs of other languages around it are taken off. */
interface Plain {
  readonly text: string;
  readonly range: TextRange;
}

/** A name or value with a `;` behind it, or with brackets of a list before or behind it. */
const SIGNED = /^(\[?)([A-Za-z0-9_.:/@-]+)(\]?)(;?)$/;

/**
 * A name or value without the `;` at its end and without the brackets of a list, which are told; the two
 * brackets of one list once. Undefined for any other text.
 */
export function withoutSigns(
  text: string,
  { start, end }: TextRange,
  problems: Problems,
): Plain | undefined {
  const [, opens, plain, closes, semicolon] = SIGNED.exec(text) ?? [];
  if (plain === undefined || !(opens || closes || semicolon)) return undefined;
  // A value may hold such a sign, unless it can only have ended the line.
  const isComment = semicolon && !endsLine(problems.source.text, end);
  if (isComment && !/^[ \t]/.test(problems.source.text.slice(end, end + 1))) return undefined;
  if (opens) tellBrackets(start, problems);
  else if (closes && !hasOpened(start, problems)) return undefined;
  if (isComment) tellComment(end - 1, problems);
  else if (semicolon) tellSemicolon(end - 1, problems);
  const from = start + (opens ? 1 : 0);
  return { text: plain, range: { start: from, end: from + plain.length } };
}

/** Whether nothing follows on the line, or the next item. */
function endsLine(text: string, offset: number): boolean {
  if (/^[ \t]*(?:[\r\n}#]|$)/.test(text.slice(offset, offset + 80))) return true;
  return isReserved(nextWord(text, offset));
}

/** Tells of a remark behind a `;`. */
function tellComment(at: number, problems: Problems): void {
  const { source } = problems;
  const range = { start: at, end: at + 1 };
  const end = lineEnd(source.text, at);
  const text = ` # ${source.text.slice(at + 1, end).trim()}`;
  const reason = 'A comment starts with `#` and ends with its line.';
  const fixes = [
    {
      title: 'Write `#`',
      isGuess: true as const,
      edits: [{ source, range: { start: at, end }, text }],
    },
  ];
  problems.tell(catalog.unexpectedToken, range, { found: '`;`', reason }, { fixes });
}

/** Tells of a `;` that ends a line. */
export function tellSemicolon(at: number, problems: Problems): void {
  const range = { start: at, end: at + 1 };
  const reason = 'Nothing ends a line but its end.';
  const fixes = [{ title: 'Remove `;`', edits: [{ source: problems.source, range, text: '' }] }];
  problems.tell(catalog.unexpectedToken, range, { found: '`;`', reason }, { fixes }, ';');
}

/** Tells of the `[` of a list, with the `]` that closes it on the line. */
function tellBrackets(start: number, problems: Problems): void {
  const { source } = problems;
  const close = source.text.slice(start, lineEnd(source.text, start)).indexOf(']');
  const edits: readonly Edit[] = [start, ...(close < 0 ? [] : [start + close])].map((at) => ({
    source,
    range: { start: at, end: at + 1 },
    text: '',
  }));
  const reason = 'A list stands without brackets: `a, b`.';
  const fixes = [{ title: 'Remove the brackets', edits }];
  const range = { start, end: start + 1 };
  problems.tell(catalog.unexpectedToken, range, { found: '`[`', reason }, { fixes });
}

/** Whether a `[` on the line opened the list that ends at an offset; it was told. */
function hasOpened(offset: number, { source: { text } }: Problems): boolean {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return line.lastIndexOf('[') > line.lastIndexOf(']');
}

/** A name or text in the quotes of a word processor, or in those of Markdown. */
const IN_OTHER_QUOTES = /^[“”„«‘`]([^“”„«»‘’`"\\$*\r\n]*)[”“»’`]/;

/** What stands in quotes of another kind, which are told; undefined where none do. */
export function withoutQuotes({ start }: TextRange, problems: Problems): Plain | undefined {
  const { source } = problems;
  const [whole, text] = IN_OTHER_QUOTES.exec(source.text.slice(start, start + 300)) ?? [];
  if (whole === undefined || text === undefined || text === '') return undefined;
  const range = { start, end: start + whole.length };
  const fix =
    otherLetterIn(text) === undefined
      ? problems.replacing(range, `"${text}"`)
      : problems.perhapsReplacing(range, `"${text}"`);
  problems.tell(catalog.needsQuotes, range, { character: whole.charAt(0), habit: QUOTES }, fix);
  return { text, range: { start: start + 1, end: range.end - 1 } };
}

const QUOTES = ' These are quotes of another kind.';
