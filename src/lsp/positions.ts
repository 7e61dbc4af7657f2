import { lineOf } from '../source/line-of.js';
import type { Position, Range } from 'vscode-languageserver';
import type { TextRange } from '../source/range.js';

/** How an editor counts the characters of a line: in UTF-16 code units unless it says otherwise. */
export type PositionEncoding = 'utf-16' | 'utf-8' | 'utf-32';

/** The first encoding of a client's wishes, in its order, that there is. */
export function chooseEncoding(wanted: readonly string[] | undefined): PositionEncoding {
  const known: readonly PositionEncoding[] = ['utf-16', 'utf-8', 'utf-32'];
  for (const wish of wanted ?? []) {
    const found = known.find((encoding) => encoding === wish);
    if (found !== undefined) return found;
  }
  return 'utf-16';
}

/**
 * The lines of one text as the protocol counts them: from 0, ended by LF, CR LF or CR. Turns offsets in
 * UTF-16 code units into an editor's positions and back.
 */
export class Lines {
  #starts: readonly number[] | undefined;

  constructor(
    readonly text: string,
    readonly encoding: PositionEncoding,
  ) {}

  /** The position of an offset. */
  position(offset: number): Position {
    const starts = this.#lineStarts();
    const line = lineOf(starts, offset);
    const before = this.text.slice(starts[line] ?? 0, offset);
    return { line, character: units(before, this.encoding) };
  }

  /** The offset of a position; one behind the end of its line or of the text means that end. */
  offset({ line, character }: Position): number {
    const starts = this.#lineStarts();
    const start = starts[line];
    if (start === undefined) return line < 0 ? 0 : this.text.length;
    const next = starts[line + 1] ?? this.text.length;
    const content = this.text.slice(start, next).replace(/[\r\n]+$/, '');
    return start + lengthOf(content, character, this.encoding);
  }

  range({ start, end }: TextRange): Range {
    return { start: this.position(start), end: this.position(end) };
  }

  offsets({ start, end }: Range): TextRange {
    return { start: this.offset(start), end: this.offset(end) };
  }

  #lineStarts(): readonly number[] {
    if (this.#starts === undefined) {
      const starts = [0];
      for (const { index, 0: end } of this.text.matchAll(/\r\n|\r|\n/g))
        starts.push(index + end.length);
      this.#starts = starts;
    }
    return this.#starts;
  }
}

/** How many units of an encoding a text has. */
function units(text: string, encoding: PositionEncoding): number {
  if (encoding === 'utf-16') return text.length;
  if (encoding === 'utf-8') return Buffer.byteLength(text);
  return Array.from(text).length;
}

/** The length in UTF-16 code units of the whole characters that `count` units of a text hold. */
function lengthOf(text: string, count: number, encoding: PositionEncoding): number {
  if (encoding === 'utf-16') return Math.max(0, Math.min(count, text.length));
  let length = 0;
  let left = count;
  for (const character of text) {
    left -= units(character, encoding);
    if (left < 0) break;
    length += character.length;
  }
  return length;
}
