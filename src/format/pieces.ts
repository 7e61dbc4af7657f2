import type { TokenKind, Tokens } from '../syntax/tokens.js';

/**
 * What a piece is: a token, where a name or value with interpolations is one, or a `broken` stretch with a
 * mistake in it, which may hold anything, line ends too, and stays as it stands.
 */
export type PieceKind = TokenKind | 'broken';

/**
 * The stretches of a text that the formatter moves but does not change, in order, by their numbers from 0
 * to `count` - 1. Blanks are what is between.
 */
export class Pieces {
  readonly #kinds: PieceKind[] = [];
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  /** The token at `next`, or the one that holds it. */
  #token = 0;
  /** Where what follows the last piece begins. */
  #next: number;

  constructor(private readonly tokens: Tokens) {
    this.#next = tokens.start(0);
  }

  /** The text. */
  get text(): string {
    return this.tokens.text;
  }

  /** How many pieces there are. */
  get count(): number {
    return this.#kinds.length;
  }

  /** What a piece is; undefined where there is none. */
  kind(piece: number): PieceKind | undefined {
    return this.#kinds[piece];
  }

  /** Where a piece begins, in UTF-16 code units. */
  start(piece: number): number {
    return this.#starts[piece] ?? this.text.length;
  }

  /** Where a piece ends; 0 before the first. */
  end(piece: number): number {
    return this.#ends[piece] ?? 0;
  }

  /** What a piece says. */
  textOf(piece: number): string {
    return this.text.slice(this.start(piece), this.end(piece));
  }

  /** How many lines end between a piece and the one before it. */
  breaks(piece: number): number {
    let breaks = 0;
    const end = this.start(piece);
    for (let at = this.end(piece - 1); at < end; at++) {
      const code = this.text.charCodeAt(at);
      if (code === 10 || (code === 13 && this.text.charCodeAt(at + 1) !== 10)) breaks++;
    }
    return breaks;
  }

  /** The offset of what follows the last piece and the blanks behind it. */
  get next(): number {
    return this.#next;
  }

  /** Adds what follows if it is a comment, without the blanks at its end. */
  takeComment(): boolean {
    const isComment = this.#kindAhead() === 'comment';
    if (isComment) this.#add('comment', this.#withoutBlanks(this.tokens.end(this.#token)));
    return isComment;
  }

  /** Adds what follows up to `end` as a piece that nothing is changed in. */
  takeBroken(end: number): void {
    this.#add('broken', this.#withoutBlanks(end));
  }

  /** Adds the `}` that follows. */
  takeClose(): void {
    this.#add('}', this.#next + 1);
  }

  /**
   * Adds what follows up to `end`, or to the first brace if that comes before. Answers whether all of
   * it is as the language has it. A `=` separates until one has, or not at all where a value is `ahead`;
   * after that it is a letter of the value.
   */
  takeHead(end: number, ahead: boolean): boolean {
    const { tokens } = this;
    let isValue = ahead;
    while (this.#next < end) {
      const kind = this.#kindAhead();
      if (kind === undefined) return false;
      if (this.takeComment()) continue;
      let last = this.#token;
      if (kind === 'word' || kind === 'interpolation' || (kind === '=' && isValue)) {
        while (tokens.joins(last + 1) || (isValue && this.#goesOn(last + 1))) last++;
        this.#add('word', tokens.end(last));
        continue;
      }
      this.#add(kind, tokens.end(last));
      if (kind === '=') isValue = true;
      if (kind === '{') return true;
    }
    return true;
  }

  /** Takes back all pieces from the number `count` on. */
  cut(count: number): void {
    this.#kinds.length = count;
    this.#starts.length = count;
    this.#ends.length = count;
    this.#token = this.tokens.behind(this.end(count - 1));
    this.#goBehind(this.end(count - 1));
  }

  /** The kind of the token that follows; undefined in the middle of one, and at a `#` that opens no comment. */
  #kindAhead(): TokenKind | undefined {
    const { tokens } = this;
    if (tokens.start(this.#token) !== this.#next) return undefined;
    const kind = tokens.kind(this.#token);
    return kind === 'word' && this.text[this.#next] === '#' ? undefined : kind;
  }

  /** Whether a token goes on with a value before it, of which a `=` is a letter. */
  #goesOn(token: number): boolean {
    const { tokens } = this;
    if (!tokens.touches(token)) return false;
    const kind = tokens.kind(token);
    return kind === '=' || (tokens.kind(token - 1) === '=' && kind !== undefined && isPiece(kind));
  }

  /** The end of what follows up to `end`, without the blanks before that. */
  #withoutBlanks(end: number): number {
    let last = end;
    while (last > this.#next && ' \t\r\n'.includes(this.text[last - 1] ?? '')) last--;
    return last;
  }

  #add(kind: PieceKind, end: number): void {
    this.#kinds.push(kind);
    this.#starts.push(this.#next);
    this.#ends.push(end);
    this.#goBehind(end);
  }

  /** Goes on behind a piece that ends at `end`, which may be in the middle of a token. */
  #goBehind(end: number): void {
    const { tokens } = this;
    while (this.#token < tokens.count && tokens.end(this.#token) <= end) this.#token++;
    this.#next = tokens.start(this.#token);
    if (this.#next >= end) return;
    for (this.#next = end; ' \t\r\n'.includes(this.text[this.#next] ?? 'x');) this.#next++;
    while (this.#token < tokens.count && tokens.end(this.#token) <= this.#next) this.#token++;
  }
}

function isPiece(kind: TokenKind): boolean {
  return kind === 'word' || kind === 'interpolation';
}
