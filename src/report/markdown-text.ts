/*
 * Texts of others in Markdown, as GitHub and GitLab read it. Both look for mentions, references and links in
 * what comes out of the Markdown as well, but never in code: so names go into code spans, and what stands
 * outside of them is parted where it would be taken for one of these.
 */

/** A text in a code span, where nothing in it means anything. */
export function codeSpan(text: string): string {
  if (text === '') return '` `';
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const ticks = '`'.repeat(longest + 1);
  // One blank on each side is taken off again.
  const isPadded = longest > 0 || text.startsWith(' ') || text.endsWith(' ');
  return isPadded ? `${ticks} ${text} ${ticks}` : `${ticks}${text}${ticks}`;
}

/**
 * The same in a cell of a table, where a bar ends the cell, in code too. What a backslash before `\|` means
 * is read differently, so such a bar stands by itself.
 */
export function codeCell(text: string): string {
  return text
    .split(/(?<=\\)\|/)
    .map((part) => codeSpan(part).replaceAll('|', '\\|'))
    .join('<code>&#124;</code>');
}

/**
 * A message as Markdown: its code spans stay, and nothing else in it means anything.
 *
 * @param code how its code spans are written, as `codeCell` in a table
 */
export function prose(text: string, code: (text: string) => string = codeSpan): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part, at) => (at % 2 === 1 ? code(part.slice(1, -1)) : escaped(part)))
    .join('');
}

/** A text in a block of code, fenced by more backticks than it holds. */
export function codeBlock(text: string, language = ''): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text.replace(/\n$/, '')}\n${fence}`;
}

/** A table; the cells are Markdown in which no bar stands alone. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** What GitHub and GitLab make a link of, up to where it is parted: a mention, a number, an address. */
const LINKED = /[@#~%!$&](?=\w)|www(?=\.)|:(?=\/\/)/gi;

/** A blank of no width. */
const PARTED = '\u{200B}';

function escaped(text: string): string {
  return text
    .replaceAll(LINKED, (sign) => sign + PARTED)
    .replaceAll(/[\\`*_[\]<>#+!|~&@$\u{200B}]/gu, (sign) => NAMED_SIGNS.get(sign) ?? `\\${sign}`);
}

/** Signs that are written by their names, as a backslash does not help everywhere. */
const NAMED_SIGNS: ReadonlyMap<string, string> = new Map([
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['&', '&amp;'],
  ['@', '&#64;'],
  ['$', '&#36;'],
  [PARTED, '&#8203;'],
]);
