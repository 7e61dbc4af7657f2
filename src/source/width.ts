const plain = /^[\x20-\x7E]*$/;

/** The blocks that Unicode's East Asian Width calls wide or full width, and emoji. */
const wide =
  /^[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}\p{Emoji_Presentation}]|\uFE0F/u;

const combining = /^\p{M}/u;

let segmenter: Intl.Segmenter | undefined;

/** Whether a text is printable ASCII, so that every code unit is a character one column wide. */
export function isPlain(text: string): boolean {
  return plain.test(text);
}

/** The characters of a text as people see them, with their offsets in it. */
export function graphemesOf(text: string): Iterable<Intl.SegmentData> {
  // Making one takes as long as a small policy's check.
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return segmenter.segment(text);
}

/** The columns that one character takes: 0 for a combining mark alone, 2 for a wide character. */
export function graphemeWidth(grapheme: string): number {
  if (wide.test(grapheme)) return 2;
  return combining.test(grapheme) ? 0 : 1;
}

/** The columns that a stretch of one line takes where each character is as wide as a fixed font has it. */
export function textWidth(text: string): number {
  if (isPlain(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemesOf(text)) width += graphemeWidth(segment);
  return width;
}
