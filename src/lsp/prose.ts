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
