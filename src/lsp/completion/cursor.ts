import type { TextRange } from '../../source/range.js';
import type { PolicyFile } from '../../syntax/tree.js';
import { isInComment, isSign, tokensUpTo, type Token } from './tokens.js';

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
  const found = tokensUpTo(text, start, offset);
  const inside = found.slice(-2).find((token) => isAround(token, offset));
  const tokens = found.filter((token) => token !== inside && token.end <= offset);
  if (inside === undefined && isInComment(text, tokens.at(-1)?.end ?? start, offset))
    return undefined;
  const word = inside ?? { start: offset, end: offset };
  const lineStart = text.lastIndexOf('\n', word.start - 1) + 1;
  return {
    before: text.slice(start, word.start),
    tokens: tokens.map((token) => ({
      ...token,
      start: token.start - start,
      end: token.end - start,
    })),
    start,
    word: { start: word.start, end: word.end },
    variable: variableAt(text, offset),
    line: lineOf(text.slice(lineStart, word.start)),
  };
}

/** The start of the last top-level item before an offset; what stands before it does not matter. */
function startOf(items: PolicyFile['items'], offset: number): number {
  const before = items.findLast(({ range }) => range.start < offset);
  return before === undefined ? 0 : (before.expects[0]?.range ?? before.range).start;
}

/** Whether a word or quoted text holds an offset, starts or ends there. */
function isAround(token: Token, offset: number): boolean {
  return !isSign(token) && token.start <= offset && offset <= token.end;
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
