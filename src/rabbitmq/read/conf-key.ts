/** A key as one text, in which a dot inside a word is escaped: equal for equal keys only. */
export function formatKey(words: readonly string[]): string {
  return words.map((word) => word.replaceAll('.', '\\.')).join('.');
}

/** The words of a key that stands in a `$(…)`. */
export function parseKey(text: string): readonly string[] {
  const words = text.split(/(?<!\\)\./).map((word) => word.replaceAll('\\.', '.'));
  // A dot at the very end parts nothing off.
  return words.at(-1) === '' ? words.slice(0, -1) : words;
}
