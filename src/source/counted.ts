/** A number with what it counts, in words: `1 file`, `2,000 files`. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}

/** How many more there are than are told: `and 3 more`, `and 3 more lines`; the empty text where there are none. */
export function andMore(left: number, what = ''): string {
  return left > 0 ? `and ${left} more${what === '' ? '' : ` ${what}`}` : '';
}

/** The first of some texts, and behind them how many more there are. */
export function firstOf(texts: readonly string[], most: number, what = ''): readonly string[] {
  const more = andMore(texts.length - most, what);
  return more === '' ? texts : [...texts.slice(0, most), more];
}

/** The first of some texts in a row: `a, b`, `a, b and 3 more`. */
export function inRow(texts: readonly string[], most: number): string {
  const row = texts.slice(0, most).join(', ');
  return [row, andMore(texts.length - most)].filter((part) => part !== '').join(' ');
}

/** The same in a sentence: `a`, `a and b`, `a, b and 3 more`. */
export function inSentence(texts: readonly string[], most: number): string {
  if (texts.length > most || texts.length < 2) return inRow(texts, most);
  return `${texts.slice(0, -1).join(', ')} and ${texts.at(-1) ?? ''}`;
}
