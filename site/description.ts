/** How long the description of a page is at most, in characters: search engines show no more. */
const LONGEST = 160;

/** What a page is about: its first paragraph as plain text, cut at a word; undefined where it begins otherwise. */
export function descriptionOf(markdown: string): string | undefined {
  const [, paragraph] = /^# .*\n\n(?![`<|\-!#:])((?:.+\n?)+)/m.exec(markdown) ?? [];
  if (paragraph === undefined) return undefined;
  const plain = paragraph
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/[`*]|\b_|_\b/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  if (plain.length <= LONGEST) return plain;
  return `${plain.slice(0, LONGEST - 1).replace(/\W*\s\S*$/, '')}…`;
}
