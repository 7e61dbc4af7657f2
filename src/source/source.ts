import { lineOf } from './line-of.js';
import type { TextRange } from './range.js';

/** A place in a text for people: line and column count from 1, columns in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** One text that diagnostics can point into: a `.warren` file, or a phrase from the command line. */
export class Source {
  #text: string;
  #edits = 0;
  #lineStarts: number[] | undefined;

  /**
   * @param name what people are shown, usually the path relative to the working folder
   * @param text the decoded text, with line ends as they were read
   * @param path the absolute path of the file, where the text has one
   */
  constructor(
    readonly name: string,
    text: string,
    readonly path?: string,
  ) {
    this.#text = text;
  }

  /** The text, as it is now. */
  get text(): string {
    return this.#text;
  }

  /** How often the text was replaced. */
  get edits(): number {
    return this.#edits;
  }

  /**
   * Replaces the text by a later one of the same file. Only who holds all that points into the text may
   * do so, and moves it along.
   */
  edit(text: string): void {
    if (text === this.#text) return;
    this.#text = text;
    this.#edits++;
    this.#lineStarts = undefined;
  }

  /** The position of an offset; one past the end of the text is the end of its last line. */
  position(offset: number): Position {
    const starts = this.#lines();
    const line = lineOf(starts, offset);
    return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
  }

  /** The text of a line, counted from 1, without its line end; empty for a line that is not there. */
  lineText(line: number): string {
    const starts = this.#lines();
    const start = starts[line - 1];
    if (start === undefined) return '';
    return this.text.slice(start, starts[line] ?? this.text.length).replace(/\r?\n$|\r$/, '');
  }

  /** The text of a range. */
  slice(range: TextRange): string {
    return this.text.slice(range.start, range.end);
  }

  /** Line starts are only needed for what is shown, so they are found on first use. */
  #lines(): readonly number[] {
    if (this.#lineStarts === undefined) {
      this.#lineStarts = [0];
      for (let at = this.text.indexOf('\n'); at >= 0; at = this.text.indexOf('\n', at + 1))
        this.#lineStarts.push(at + 1);
    }
    return this.#lineStarts;
  }
}

/**
 * Whether two sources are of the same file. What is kept from an earlier reading of a policy points to the
 * sources of that reading.
 */
export function isSameFile(a: Source, b: Source): boolean {
  return a === b || (a.name === b.name && a.path === b.path);
}

/** A range of a particular source: where a diagnostic, a declaration or a grant stands. */
export interface Place {
  readonly source: Source;
  readonly range: TextRange;
}
