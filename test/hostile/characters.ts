import assert from 'node:assert/strict';

const span = (first: number, last: number): string =>
  Array.from({ length: last - first + 1 }, (_, at) => String.fromCodePoint(first + at)).join('');

/**
 * Texts that a terminal would obey, or an editor would show as something else. None is longer than a
 * name may be, and none holds NUL or a line end, so that a policy may have each in a name.
 */
export const HOSTILE: Readonly<Record<string, string>> = {
  'control characters': `a${span(0x01, 0x08)}${span(0x0b, 0x0c)}${span(0x0e, 0x1f)}\u007Fz`,
  'C1 control characters': `a${span(0x80, 0x9f)}z`,
  'escape sequences':
    'a\u001B[8m\u001B[2J\u001B]0;title\u0007\u001B]8;;https://e.example\u001B\\z\u009B31m',
  'directions of text': `a${span(0x202a, 0x202e)}${span(0x2066, 0x2069)}\u200E\u200F\u061Cz`,
  'lines of Unicode': 'a\u2028b\u2029c\u0085z',
  'what nobody sees': 'a\u200B\u2060\u00AD\uFEFF\u{E0041}\u{E007F}z',
};

/** The same, and what only an argument or a text in JSON can hold. */
export const MORE_HOSTILE: Readonly<Record<string, string>> = {
  ...HOSTILE,
  'halves of characters': 'a\uD800b\uDC00z',
  'line ends': 'a\r\nb\rc\nz',
  NUL: 'a\0z',
  'a workflow command': 'a\n::error file=x::y\n##[error]z',
  'a document': `a]]></failure><!--"'&\u0008{"x":1}z`,
};

/** Every character that no output may have as it is, but line ends and tabs. */
const RAW = /(?![\n\t\u200C\u200D])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Cf}]/u;

/** What a command paints with, and nothing else that a terminal obeys. */
// eslint-disable-next-line no-control-regex -- the colours are what is looked for
const PAINT = /\u001B\[(?:1|22|3[1-6]|39)m/g;

/** Holds what a command wrote against what no output may be. */
export function assertShown(text: string, coloured: boolean, what: string): void {
  const plain = coloured ? text.replaceAll(PAINT, '') : text;
  const raw = RAW.exec(plain);
  if (raw !== null) {
    const around = plain.slice(Math.max(0, raw.index - 80), raw.index + 20);
    assert.fail(`${what} lets ${JSON.stringify(raw[0])} through: ${JSON.stringify(around)}`);
  }
  const inside = /internal error|\n\s+at .*[:(]\d+/.exec(plain);
  assert.equal(inside, null, `${what}: ${plain.slice(inside?.index).slice(0, 300)}`);
}

/** A text as a file's name or an address can hold it. */
export function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}
