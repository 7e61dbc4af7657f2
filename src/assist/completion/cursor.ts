import type { TextRange } from '../../source/range.js';
import { lex } from '../../syntax/tokens.js';
import type { PolicyFile } from '../../syntax/tree.js';

/** A token of a text: a sign, a quoted text, or a word in which `${…}` may stand. */
export interface Token extends TextRange {
  readonly text: string;
}

/** Where somebody types: what stands before the word, and which stretch the word takes. */
export interface Cursor {
  /** From the top-level item that the cursor stands in or behind, up to the word. */
  readonly before: string;
  /** The tokens of `before`, with offsets in it. */
  readonly tokens: readonly Token[];
  /** The offset at which `before` starts in the file. */
  readonly start: number;
  /** The word or quoted text around the cursor; empty where the cursor stands between words. */
  readonly word: TextRange;
  /** The name that is typed in `${…}`, if that is where the cursor stands. */
  readonly variable: TextRange | undefined;
  /** What stands before the word on its line: nothing, items in a block on one line, or something else. */
  readonly line: 'start' | 'block' | 'middle';
}

/** Looks at the text around an offset of a file; undefined in a comment. */
export function cursorAt({ source, items }: PolicyFile, offset: number): Cursor | undefined {
  const { text } = source;
  const start = startOf(items, offset);
  const at = offset - start;
  const { tokens, comments } = tokensUpTo(text.slice(start, endOfLine(text, offset)), at);
  if (comments.some((comment) => comment.start < at && at <= comment.end)) return undefined;
  const inside = tokens.slice(-2).find((token) => isAround(token, at));
  const word = inside ?? { start: at, end: at };
  const before = text.slice(start, start + word.start);
  const lineStart = text.lastIndexOf('\n', start + word.start - 1) + 1;
  return {
    before,
    tokens: tokens.filter((token) => token !== inside && token.end <= at),
    start,
    word: { start: start + word.start, end: start + word.end },
    variable: variableAt(text, offset),
    line: lineOf(text.slice(lineStart, start + word.start)),
  };
}

/** The tokens of a text that start before an offset or at it, the pieces of a name as one; and comments. */
function tokensUpTo(
  text: string,
  offset: number,
): { readonly tokens: readonly Token[]; readonly comments: readonly TextRange[] } {
  const lexed = lex(text);
  const tokens: Token[] = [];
  const comments: TextRange[] = [];
  for (let token = 0; token < lexed.count && lexed.start(token) <= offset;) {
    const start = lexed.start(token);
    const kind = lexed.kind(token);
    while (lexed.joins(++token));
    const end = lexed.end(token - 1);
    if (kind === 'comment') comments.push({ start, end });
    else tokens.push({ start, end, text: text.slice(start, end) });
  }
  return { tokens, comments };
}

/** The start of the last top-level item before an offset; what stands before it does not matter. */
function startOf(items: PolicyFile['items'], offset: number): number {
  const before = items.findLast(({ range }) => range.start < offset);
  return before === undefined ? 0 : (before.expects[0]?.range ?? before.range).start;
}

function endOfLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}

/** Whether a word or quoted text holds an offset, starts or ends there. */
function isAround({ start, end, text }: Token, offset: number): boolean {
  return !/^[{}(),=]$/.test(text) && start <= offset && offset <= end;
}

function lineOf(before: string): Cursor['line'] {
  if (before.trim() === '') return 'start';
  return /(?<!\$)\{/.test(before) ? 'block' : 'middle';
}

function variableAt(text: string, offset: number): TextRange | undefined {
  const [typed] =
    /(?<=\$\{)[A-Za-z0-9_-]*$/.exec(text.slice(Math.max(0, offset - 256), offset)) ?? [];
  if (typed === undefined) return undefined;
  const [rest = ''] = /^[A-Za-z0-9_-]*/.exec(text.slice(offset, offset + 256)) ?? [];
  return { start: offset - typed.length, end: offset + rest.length };
}
