import type { TextRange } from '../source/range.js';

const blanks = /(?:[ \t\r\n]+|(?<![^ \t\r\n{}])#[^\r\n]*)*/y;
const token = /"(?:[^"\\\r\n]|\\[^\r\n])*"?|[{}(),=#]|[^ \t\r\n,{}()"=#]+/y;
const word = /[^ \t\r\n,{}()"=#]+/y;

function matchAt(pattern: RegExp, text: string, offset: number): string {
  pattern.lastIndex = offset;
  return pattern.exec(text)?.[0] ?? '';
}

/** The first offset at or behind `offset` that is neither blank nor comment. */
export function skipBlanks(text: string, offset: number): number {
  return offset + matchAt(blanks, text, offset).length;
}

/** The token that starts at `offset`; empty at the end of the text. */
export function tokenAt(text: string, offset: number): TextRange {
  const length = matchAt(token, text, offset).length;
  return { start: offset, end: Math.min(text.length, offset + Math.max(length, 1)) };
}

/** The word that starts at `offset`, or the empty text. */
export function wordAt(text: string, offset: number): string {
  return matchAt(word, text, offset);
}

/** How far `offset` is indented, where nothing but blanks precedes it on its line. */
export function indentation(text: string, offset: number): number | undefined {
  let start = offset;
  while (start > 0 && (text[start - 1] === ' ' || text[start - 1] === '\t')) start--;
  const before = text[start - 1];
  return before === undefined || before === '\n' || before === '\r' ? offset - start : undefined;
}

/** How far the line that holds `offset` is indented. */
export function lineIndentation(text: string, offset: number): number {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return matchAt(/[ \t]*/y, text, start).length;
}

/**
 * The end of a stretch that no rule can read. It takes the token at `offset` and goes on, over whole
 * `{ … }` blocks, until `stops` says that an item can start or a brace closes the block around.
 */
export function skipFrom(text: string, offset: number, stops: (offset: number) => boolean): number {
  let depth = 0;
  let at = offset;
  let end = offset;
  while (at < text.length) {
    const { end: next } = tokenAt(text, at);
    const first = text[at];
    if (first === '}' && depth === 0) return end;
    if (at > offset && depth === 0 && stops(at)) return end;
    if (first === '{') depth++;
    if (first === '}') depth--;
    end = next;
    at = skipBlanks(text, next);
  }
  return end;
}

/** How far `skipTo` looks: further away a sign belongs to something else. */
const lookAhead = 400;

/**
 * The offset of the first `sign` shortly behind `offset` on its line, outside quotes and comments.
 */
export function skipTo(text: string, offset: number, sign: string): number | undefined {
  const end = Math.min(text.length, offset + lookAhead);
  let at = offset;
  while (at < end && text[at] !== sign && text[at] !== '}') {
    at = skipBlanks(text, tokenAt(text, at).end);
    if (indentation(text, at) !== undefined) return undefined;
  }
  return text[at] === sign ? at : undefined;
}

/** The last token before `offset` on the nearest line above that holds one. */
export function lastTokenBefore(text: string, offset: number): TextRange | undefined {
  let end = offset;
  while (end > 0) {
    const start = text.lastIndexOf('\n', end - 1) + 1;
    const line = text.slice(start, end);
    let last: TextRange | undefined;
    for (let at = skipBlanks(line, 0); at < line.length; at = skipBlanks(line, last.end))
      last = tokenAt(line, at);
    if (last !== undefined) return { start: start + last.start, end: start + last.end };
    end = start - 1;
  }
  return undefined;
}

/** Whether a kind of resource follows the word that ends at `offset`, and something behind it. */
export function kindFollows(text: string, offset: number): boolean {
  return matchAt(/[ \t]+(?:exchange|queue|(?:super-)?stream|resource)[ \t]/y, text, offset) !== '';
}

/** The word or quoted text that follows the word that ends at `offset`, or the empty text. */
export function nextWord(text: string, offset: number): string {
  const next = offset + matchAt(/[ \t]+/y, text, offset).length;
  return next > offset && text[next] === '"' ? '"' : next > offset ? wordAt(text, next) : '';
}

/** How many more `{` than `}` a text holds, outside quotes and comments. */
export function braceBalance(text: string): number {
  let balance = 0;
  for (
    let at = skipBlanks(text, 0);
    at < text.length;
    at = skipBlanks(text, tokenAt(text, at).end)
  ) {
    if (text[at] === '{') balance++;
    if (text[at] === '}') balance--;
  }
  return balance;
}
