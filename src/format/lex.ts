import { endOf, type TokenKind, type Tokens } from './tokens.js';

const signs: ReadonlyMap<string, TokenKind> = new Map([
  [',', 'comma'],
  ['=', 'equals'],
  ['{', 'open'],
  ['}', 'close'],
  ['(', 'left'],
  [')', 'right'],
]);

const comment = /#[^\r\n]*/y;
const quoted = /"(?:[^"\\\r\n]|\\[^\r\n])*"/y;
const word = /(?:[^ \t\r\n,{}()"=#$]+|\$\{[A-Za-z0-9_-]*\}|\$)+/y;
const value = /(?:[^ \t\r\n,{}()"#$]+|\$\{[A-Za-z0-9_-]*\}|\$)+/y;

/** Adds what follows if it is a comment. */
export function takeComment(tokens: Tokens): boolean {
  if (tokens.text[tokens.next] !== '#') return false;
  tokens.add('comment', endOf(comment, tokens.text, tokens.next));
  return true;
}

/**
 * Adds what follows up to `end`, or to the first brace if that comes before. Answers whether all of
 * it is as the language has it. A `=` separates until one has, or not at all where a value is `ahead`;
 * after that it is a letter of the value.
 */
export function takeHead(tokens: Tokens, end: number, ahead: boolean): boolean {
  const { text } = tokens;
  let isValue = ahead;
  while (tokens.next < end) {
    if (takeComment(tokens)) continue;
    const first = text[tokens.next] ?? '';
    const kind = isValue && first === '=' ? undefined : signs.get(first);
    const pattern = first === '"' ? quoted : isValue ? value : word;
    const tokenEnd = kind === undefined ? endOf(pattern, text, tokens.next) : tokens.next + 1;
    if (tokenEnd === tokens.next) return false;
    tokens.add(kind ?? 'word', tokenEnd);
    if (kind === 'equals') isValue = true;
    if (kind === 'open') return true;
  }
  return true;
}
