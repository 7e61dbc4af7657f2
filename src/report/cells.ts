import { printable } from './printable.js';

/** One character as people see it, at its place in the source and as it is shown. */
export interface Cell {
  /** Where it stands in the source text, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  readonly shown: string;
  /** Columns of a terminal: 0 for a combining mark alone, 2 for a wide character. */
  readonly width: number;
}

const tab = '    ';

const plain = /^[\x20-\x7E]*$/;

/** The blocks that Unicode's East Asian Width calls wide or full width, and emoji. */
const wide =
  /^[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}\p{Emoji_Presentation}]|\uFE0F/u;

const combining = /^\p{M}/u;

let graphemes: Intl.Segmenter | undefined;

/** Splits a stretch of one line into cells; `start` is where it stands in the source. */
export function toCells(stretch: string, start: number): readonly Cell[] {
  // Nearly every line is plain ASCII, and segmenting is slow.
  if (plain.test(stretch))
    return Array.from(stretch, (shown, at) => ({
      start: start + at,
      end: start + at + 1,
      shown,
      width: 1,
    }));
  // Making one takes as long as a small policy's check.
  graphemes ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return Array.from(graphemes.segment(stretch), ({ segment, index }) => {
    const shown = segment === '\t' ? tab : printable(segment);
    const width = shown === segment ? widthOf(segment) : shown.length;
    return { start: start + index, end: start + index + segment.length, shown, width };
  });
}

function widthOf(grapheme: string): number {
  if (wide.test(grapheme)) return 2;
  return combining.test(grapheme) ? 0 : 1;
}
