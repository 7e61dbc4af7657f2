import type { TextRange } from '../../source/range.js';
import { skipBlanks } from '../../syntax/scan.js';

/** A token of a text: a sign, a quoted text, or a word in which `${…}` may stand. */
export interface Token extends TextRange {
  readonly text: string;
}

/** A word goes on over whole interpolations, and over one that is still open where the text ends. */
const token = /"(?:[^"\\\r\n]|\\[^\r\n])*"?|[{}(),=]|(?:\$\{[^}\s"{]*\}?|[^ \t\r\n,{}()"=])+/y;

/** The tokens that start before an offset, or at it. The last one may reach behind it. */
export function tokensUpTo(text: string, from: number, offset: number): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = skipBlanks(text, from); at <= offset && at < text.length;) {
    token.lastIndex = at;
    const found = token.exec(text)?.[0] ?? text.charAt(at);
    tokens.push({ start: at, end: at + found.length, text: found });
    at = skipBlanks(text, at + found.length);
  }
  return tokens;
}

/** Whether a token is a sign such as `{` or `,`. */
export function isSign({ text }: Token): boolean {
  return /^[{}(),=]$/.test(text);
}

/** Whether an offset stands in a comment, given the end of the last token before it. */
export function isInComment(text: string, after: number, offset: number): boolean {
  const line = text.slice(Math.max(after, text.lastIndexOf('\n', offset - 1) + 1), offset);
  return line.includes('#');
}
