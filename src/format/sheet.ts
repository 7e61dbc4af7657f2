import { textWidth } from '../source/width.js';
import type { Tokens } from './tokens.js';

/** The columns that a line may take; a word that is longer stands on a line of its own. */
export const lineWidth = 100;

/** How far each block is indented. */
export const blockIndent = 2;

/** How much further the second and the following lines of a statement are indented. */
export const hangingIndent = 4;

/** The blanks that a text is to have, decided one token after the other. */
export class Sheet {
  /** The blanks before each token; `undefined` where they stay as they are. */
  readonly #gaps: (string | undefined)[] = [];
  readonly #units: number[] = [];

  /** @param lineEnd what ends the lines of the text */
  constructor(
    readonly tokens: Tokens,
    private readonly lineEnd: string,
  ) {}

  /** The blanks before a token, as they were set last. */
  gap(token: number): string | undefined {
    return this.#gaps[token];
  }

  /** The first tokens of the stretches that are formatted as a whole, in order. */
  get units(): readonly number[] {
    return this.#units;
  }

  /** Begins a stretch that is formatted as a whole. */
  begin(token: number): void {
    this.#units.push(token);
  }

  /** Puts blanks before a token. */
  put(token: number, blanks: number): void {
    this.#gaps[token] = ' '.repeat(blanks);
  }

  /** Puts a token at the start of a line, perhaps below an empty one. */
  putOnLine(token: number, indent: number, empty = false): void {
    this.#gaps[token] = this.lineEnd.repeat(empty ? 2 : 1) + ' '.repeat(indent);
  }

  /** The columns that a token takes. */
  width(token: number): number {
    return textWidth(this.tokens.textOf(token));
  }

  /** The columns that tokens on one line take, without the blanks before the first. */
  widthOf(first: number, end: number): number {
    let width = 0;
    for (let token = first; token < end; token++)
      width += this.width(token) + (token > first ? (this.#gaps[token]?.length ?? 0) : 0);
    return width;
  }
}
