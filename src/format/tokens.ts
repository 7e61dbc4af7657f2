/**
 * What a token is to the layout. A `broken` one is a stretch with a mistake in it, which may hold
 * anything, line ends too, and stays as it stands.
 */
export type TokenKind =
  'word' | 'comment' | 'comma' | 'equals' | 'open' | 'close' | 'left' | 'right' | 'broken';

/** A stretch of the text that the formatter moves but does not change. Blanks are what is between. */
export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  /** How many lines end between the token before and this one. */
  readonly breaks: number;
}

const blanks = /[ \t\r\n]*/y;

/** The tokens of one text, in its order. */
export class Tokens {
  readonly #tokens: Token[] = [];
  /** Where the last token ends, and where what follows it begins. */
  #end = 0;
  #next: number;

  constructor(readonly text: string) {
    this.#next = endOf(blanks, text, 0);
  }

  /** How many tokens there are. */
  get count(): number {
    return this.#tokens.length;
  }

  /** The token of a number, from 0 to `count` - 1. */
  at(index: number): Token {
    const token = this.#tokens[index];
    if (token === undefined) throw new Error(`the text has no token ${index}`);
    return token;
  }

  /** What a token says. */
  textOf(index: number): string {
    const { start, end } = this.at(index);
    return this.text.slice(start, end);
  }

  /** Where the last token ends; 0 where there is none. */
  get end(): number {
    return this.#end;
  }

  /** The offset of what follows the last token and the blanks behind it. */
  get next(): number {
    return this.#next;
  }

  /** Adds what follows as a token that ends at `end`, or where the blanks before that begin. */
  add(kind: TokenKind, end: number): void {
    const start = this.#next;
    const breaks = countBreaks(this.text, this.#end, start);
    this.#end = withoutBlanks(this.text, start, end);
    this.#tokens.push({ kind, start, end: this.#end, breaks });
    this.#next = endOf(blanks, this.text, this.#end);
  }

  /** Takes back all tokens from the number `count` on. */
  cut(count: number): void {
    this.#tokens.length = count;
    this.#end = this.#tokens.at(-1)?.end ?? 0;
    this.#next = endOf(blanks, this.text, this.#end);
  }
}

/** Where what matches at `offset` ends; `offset` itself where nothing does. */
export function endOf(pattern: RegExp, text: string, offset: number): number {
  pattern.lastIndex = offset;
  return pattern.test(text) ? pattern.lastIndex : offset;
}

/** Where a stretch ends without the blanks at its end. */
function withoutBlanks(text: string, start: number, end: number): number {
  let last = end;
  while (last > start && ' \t\r\n'.includes(text[last - 1] ?? '')) last--;
  return last;
}

/** How many lines end in a stretch of blanks. */
function countBreaks(text: string, start: number, end: number): number {
  let breaks = 0;
  for (let at = start; at < end; at++) {
    const isReturn = text[at] === '\r' && text[at + 1] !== '\n';
    if (isReturn || text[at] === '\n') breaks++;
  }
  return breaks;
}
