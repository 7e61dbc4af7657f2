import { printable } from '../../report/printable.js';

/** What stands above what is to be known of a comparison besides. */
export const NOTES_TITLE = 'To know besides, which is no access of a role and not counted';

/** What is to be known besides, for people; the empty text where there is nothing. */
export function notesText(notes: readonly string[]): string {
  if (notes.length === 0) return '';
  return [`${NOTES_TITLE}:`, ...notes.map((note) => `  ${printable(note)}`), ''].join('\n');
}
