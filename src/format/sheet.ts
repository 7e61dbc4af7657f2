import { textWidth } from '../source/width.js';
import type { Pieces } from './pieces.js';

/** The columns that a line may take; a word that is longer stands on a line of its own. */
export const lineWidth = 100;

/** How far each block is indented. */
export const blockIndent = 2;

/** How much further the second and the following lines of a statement are indented. */
export const hangingIndent = 4;

/** A gap as one number: blanks, and for each line end before them so many more. */
const LINE = 2 ** 20;

/** The blanks that a text is to have, decided one piece after the other. */
export class Sheet {
  /** The gap before each piece; `undefined` where it stays as it is. */
  readonly #gaps: (number | undefined)[] = [];
  readonly #units: number[] = [];
  /** Whether every character of the text is one column wide. */
  readonly #isPlain: boolean;

  /** @param lineEnd what ends the lines of the text */
  constructor(
    readonly pieces: Pieces,
    private readonly lineEnd: string,
  ) {
    this.#isPlain = !/\P{ASCII}/u.test(pieces.text);
  }

  /** The blanks before a piece where they are to change; `undefined` where they stay as they are. */
  change(piece: number): string | undefined {
    const gap = this.#gaps[piece];
    if (gap === undefined) return undefined;
    const { text } = this.pieces;
    const [start, end] = [this.pieces.end(piece - 1), this.pieces.start(piece)];
    // Most gaps are one blank, and stay so.
    if (gap === 0 && start === end) return undefined;
    if (gap === 1 && end === start + 1 && text[start] === ' ') return undefined;
    const blanks = this.lineEnd.repeat(Math.floor(gap / LINE)) + ' '.repeat(gap % LINE);
    return text.slice(start, end) === blanks ? undefined : blanks;
  }

  /** The first pieces of the stretches that are formatted as a whole, in order. */
  get units(): readonly number[] {
    return this.#units;
  }

  /** Begins a stretch that is formatted as a whole. */
  begin(piece: number): void {
    this.#units.push(piece);
  }

  /** Puts blanks before a piece. */
  put(piece: number, blanks: number): void {
    this.#gaps[piece] = blanks;
  }

  /** Puts a piece at the start of a line, perhaps below an empty one. */
  putOnLine(piece: number, indent: number, empty = false): void {
    this.#gaps[piece] = (empty ? 2 * LINE : LINE) + indent;
  }

  /**
   * How many blanks stand before a piece that follows another one of its statement on a line. A comment
   * must touch nothing.
   */
  spacing(piece: number): 0 | 1 {
    const kind = this.pieces.kind(piece);
    if (kind === 'comment') return 1;
    const touches = kind === ',' || kind === '(' || kind === ')';
    return touches || this.pieces.kind(piece - 1) === '(' ? 0 : 1;
  }

  /** The columns that a piece takes. */
  width(piece: number): number {
    const { pieces } = this;
    if (this.#isPlain) return pieces.end(piece) - pieces.start(piece);
    return textWidth(pieces.textOf(piece));
  }

  /** The columns that pieces on one line take, without the blanks before the first. */
  widthOf(first: number, end: number): number {
    let width = 0;
    for (let piece = first; piece < end; piece++)
      width += this.width(piece) + (piece > first ? (this.#gaps[piece] ?? 0) : 0);
    return width;
  }
}
