/*
 * Commands that people paste into a shell: whatever names are in them, the shell hands each on as it is, and
 * runs nothing of it. Source: XCU 2.2 of POSIX; its `printf` makes what no line can show.
 */

/** Words that no shell reads anything into. A `~` or `=` at the start means something to some. */
const PLAIN = /^[\w@%+:,./-][\w@%+=:,./-]*$/;

/** What stands for itself between double quotes, which read best where they do. */
const BETWEEN = /^(?:[\w@%+=:,./*() -]|\\(?=\w))+$/;

/** What cannot be seen in a line, or could change how the line is seen. */
const UNSEEN = /([^\p{L}\p{M}\p{N}\p{P}\p{S} ]+)/u;

/** A text as one word of a command line, in quotes where it needs them. A line end at its very end is lost. */
export function shellWord(text: string): string {
  if (PLAIN.test(text)) return text;
  if (BETWEEN.test(text)) return `"${text}"`;
  const parts = text.split(UNSEEN).filter((part) => part !== '');
  if (parts.length === 0) return "''";
  return parts.map((part) => (UNSEEN.test(part) ? made(part) : inQuotes(part))).join('');
}

/** A command line of some words. */
export function commandLine(...words: readonly string[]): string {
  return words.map(shellWord).join(' ');
}

/** An option with its value as words of a command line; a value that looks like an option is joined to it. */
export function optionWords(name: string, value: string): readonly string[] {
  return value.startsWith('-') ? [`--${name}=${value}`] : [`--${name}`, value];
}

/** A path as a word that no command takes for an option. */
export function pathWord(path: string): string {
  return path.startsWith('-') ? `./${path}` : path;
}

function inQuotes(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

const UTF8 = new TextEncoder();

function made(text: string): string {
  const bytes = Array.from(UTF8.encode(text), (byte) => `\\${byte.toString(8).padStart(3, '0')}`);
  return `"$(printf '${bytes.join('')}')"`;
}
