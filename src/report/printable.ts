/**
 * What a terminal or an editor could obey or hide: control and format characters, lone surrogates,
 * and the line and paragraph separators. The two joiners are spared, as emoji and Persian need them.
 */
const unprintable = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?![\u200C\u200D])\p{Cf}/gu;

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Nearly every text is of these alone, and looking for classes of Unicode is slow. */
const plain = /^[\x20-\x7E]*$/;

/** The text with everything that is not plainly visible written as an escape, such as `\u{1B}`. */
export function printable(text: string): string {
  return eachUnprintable(text, escaped);
}

/** The text with something else for each character that is not plainly visible. */
export function eachUnprintable(text: string, write: (character: string) => string): string {
  return plain.test(text) ? text : text.replace(unprintable, write);
}

/** The colours that a report is painted with (SGR of ECMA-48). */
const paint = new RegExp(`(${String.fromCodePoint(0x1b)}\\[[\\d;]*m)`);

/** Most of what is written is of these alone. */
const plainLines = /^[\n\t\x20-\x7E]*$/;

/**
 * What a command writes, with its lines and, where a person sees it, its colours. Commands make the texts
 * of others printable where they put them in; this is for the one that was forgotten.
 */
export function printableOutput(text: string, reader: { readonly colour: boolean }): string {
  // Whether a terminal reads it is asked only where it matters.
  if (plainLines.test(text)) return text;
  const parts = reader.colour ? text.split(paint) : [text];
  return parts.map((part, at) => (at % 2 === 1 ? part : eachUnprintable(part, outside))).join('');
}

function outside(character: string): string {
  return character === '\n' || character === '\t' ? character : escaped(character);
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return short[character] ?? `\\u{${code.toString(16).toUpperCase()}}`;
}
