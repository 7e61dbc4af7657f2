import type { TextRange } from '../source/range.js';
import type { Tokens } from './tokens.js';

/*
 * What lines and braces tell of a text. They mean nothing to the language; where a text has mistakes,
 * they show what was meant.
 */

/** How far `offset` is indented, where nothing but blanks precedes it on its line. */
export function indentation(text: string, offset: number): number | undefined {
  let start = offset;
  while (start > 0 && (text[start - 1] === ' ' || text[start - 1] === '\t')) start--;
  const before = text[start - 1];
  return before === undefined || before === '\n' || before === '\r' ? offset - start : undefined;
}

/** Whether an item stands before `offset` on the same line. */
export function standsBehind(text: string, offset: number): boolean {
  if (indentation(text, offset) !== undefined) return false;
  return !/[{}][ \t]*$/.test(text.slice(Math.max(0, offset - 80), offset));
}

/** How far the line that holds `offset` is indented. */
export function lineIndentation(text: string, offset: number): number {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  let end = start;
  while (text[end] === ' ' || text[end] === '\t') end++;
  return end - start;
}

/**
 * How many more braces a token opens than it closes, behind an offset. Those of an interpolation count:
 * it may lack its second, and where no interpolation can stand, the parser has read its first as that of
 * a block.
 */
function balanceOf(tokens: Tokens, token: number, offset = 0): -1 | 0 | 1 {
  const kind = tokens.kind(token);
  if (kind === '}') return -1;
  if (kind === '{') return 1;
  if (kind !== 'interpolation') return 0;
  const isOpened = offset <= tokens.start(token) + 1;
  const isClosed = tokens.text[tokens.end(token) - 1] === '}';
  return isOpened === isClosed ? 0 : isOpened ? 1 : -1;
}

/**
 * The end of a stretch that no rule can read. It takes the token at `offset` and goes on, over whole
 * `{ … }` blocks, until `stops` says that an item can start or a brace closes the block around.
 */
export function skipFrom(
  tokens: Tokens,
  offset: number,
  stops: (offset: number) => boolean,
): number {
  let depth = 0;
  let end = offset;
  for (let token = tokens.behind(offset); token < tokens.count; token++) {
    const kind = tokens.kind(token);
    const start = tokens.start(token);
    if (kind === 'comment') continue;
    const balance = balanceOf(tokens, token, offset);
    if (balance < 0 && depth === 0) return kind === '}' ? end : tokens.end(token) - 1;
    if (start > offset && depth === 0 && stops(start)) return end;
    depth += balance;
    end = tokens.end(token);
  }
  return end;
}

/** How far `braceBehind` looks: further away a brace belongs to something else. */
const lookAhead = 400;

/** The offset of the first `{` shortly behind `offset` on its line, outside of quotes and comments. */
export function braceBehind(tokens: Tokens, offset: number): number | undefined {
  for (let token = tokens.behind(offset); token < tokens.count; token++) {
    const kind = tokens.kind(token);
    const start = tokens.start(token);
    if (kind === 'comment') continue;
    const isNext = start > offset && indentation(tokens.text, start) !== undefined;
    if (isNext || balanceOf(tokens, token, offset) < 0) return undefined;
    if (kind === '{') return start;
    if (kind === 'interpolation' && offset <= start + 1) return start + 1;
    if (tokens.end(token) >= offset + lookAhead) return undefined;
  }
  return undefined;
}

/** The last token before `offset`. */
export function lastTokenBefore(tokens: Tokens, offset: number): TextRange | undefined {
  let token = tokens.behind(offset - 1);
  if (tokens.start(token) >= offset) token--;
  while (tokens.kind(token) === 'comment') token--;
  return token < 0 ? undefined : { start: tokens.start(token), end: tokens.end(token) };
}

/** How many more `{` than `}` a text holds, outside of quotes, comments and interpolations. */
export function braceBalance(tokens: Tokens): number {
  let balance = 0;
  for (let token = 0; token < tokens.count; token++) balance += balanceOf(tokens, token);
  return balance;
}
