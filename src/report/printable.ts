/**
 * What a terminal or an editor could obey or hide: control and format characters, lone surrogates,
 * and the line and paragraph separators. The two joiners are spared, as emoji and Persian need them.
 */
const unprintable = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?![\u200C\u200D])\p{Cf}/gu;

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** The text with everything that is not plainly visible written as an escape, such as `\u{1B}`. */
export function printable(text: string): string {
  return text.replace(unprintable, escape);
}

function escape(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return short[character] ?? `\\u{${code.toString(16).toUpperCase()}}`;
}
