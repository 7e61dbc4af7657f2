import { readEscape, readQuoted } from './erlang-text.js';

/** The smallest parts of a term. `end` is the offset after it, `start` that of its first character. */
export type Token = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'mark'; readonly text: string }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'atom'; readonly name: string }
  | { readonly kind: 'number'; readonly text: string }
  /** Nothing that a term can hold, or the end of the text. */
  | { readonly kind: 'other' }
);

const MARK = /<<|>>|=>|#\{|[[\]{},/|]|\.(?=[\s%]|$)/y;
const ATOM = /[a-z][A-Za-z0-9_@]*/y;
const NUMBER = /[+-]?\d[\d_]*(?:#[0-9A-Za-z_]+|\.\d+(?:[eE][+-]?\d+)?)?/y;

/** The next token at or after an offset; `utf8` as in `readQuoted`. Comments and blanks part tokens. */
export function nextToken(text: string, from: number, utf8: boolean): Token {
  const start = skipBlank(text, from);
  const character = text[start];
  if (character === '"' || character === "'") return quoted(text, start, utf8);
  if (character === '$') return characterCode(text, start);
  const mark = matchAt(MARK, text, start);
  if (mark !== undefined) return { kind: 'mark', text: mark, start, end: start + mark.length };
  const name = matchAt(ATOM, text, start);
  if (name !== undefined) return { kind: 'atom', name, start, end: start + name.length };
  const number = matchAt(NUMBER, text, start);
  if (number !== undefined)
    return { kind: 'number', text: number, start, end: start + number.length };
  return { kind: 'other', start, end: start };
}

function quoted(text: string, start: number, utf8: boolean): Token {
  // Three quotes open a text of another kind since Erlang/OTP 27.
  const found = text.startsWith('"""', start) ? undefined : readQuoted(text, start, utf8);
  if (found === undefined) return { kind: 'other', start, end: start };
  const { text: content, end } = found;
  if (text[start] === '"') return { kind: 'string', text: content, start, end };
  return { kind: 'atom', name: content, start, end };
}

/** `$a` is the number of a character. */
function characterCode(text: string, start: number): Token {
  const code = text.charCodeAt(start + 1);
  const plain = code < 128 ? { code, end: start + 2 } : undefined;
  const found = text[start + 1] === '\\' ? readEscape(text, start + 2) : plain;
  if (found === undefined) return { kind: 'other', start, end: start };
  return { kind: 'number', text: String(found.code), start, end: found.end };
}

function skipBlank(text: string, from: number): number {
  for (let at = from; ; at++) {
    const code = text.charCodeAt(at);
    if (text[at] === '%') {
      const end = text.indexOf('\n', at);
      if (end < 0) return text.length;
      at = end;
    } else if (!(code <= 32)) return at;
  }
}

function matchAt(expression: RegExp, text: string, at: number): string | undefined {
  expression.lastIndex = at;
  return expression.exec(text)?.[0];
}
