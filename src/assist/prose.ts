import { printable } from '../report/printable.js';

/** A code span that stays one wherever it stands, and what Markdown or HTML would make something of. */
const ACTIVE = /(`[^`\n<>[\]|&\\]+`)(?!`)|[\\`<>[\]&]|:(?=\/\/)|@|(?<=\bwww)\./gi;

/**
 * What a policy says in words, such as the comment above a declaration, as Markdown for an editor: it may
 * have lists, emphasis and code, but no HTML, image, link, or command of the editor comes of it.
 */
export function prose(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) =>
      printable(line).replace(ACTIVE, (found: string, span?: string) => span ?? `\\${found}`),
    )
    .join('\n');
}

/**
 * A text for people in a message of an editor, some of which make links, and commands of the editor, of
 * `[…](…)` in it: nothing of a policy becomes one.
 */
export function unlinked(text: string): string {
  return text.replaceAll('](', '] (');
}
