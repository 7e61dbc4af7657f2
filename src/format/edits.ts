import type { Edit } from '../diagnostics/diagnostic.js';
import type { TextRange } from '../source/range.js';
import type { PolicyFile } from '../syntax/tree.js';
import { layOut } from './layout.js';
import { outline } from './outline.js';
import type { Sheet } from './sheet.js';

/**
 * The edits that give a file its layout, in order: each changes the blanks between two tokens and
 * nothing else. With a `range`, those of the lines and statements that meet it.
 */
export function layoutEdits(
  file: PolicyFile,
  mistakes: readonly TextRange[],
  range?: TextRange,
): readonly Edit[] {
  const { source } = file;
  const outlined = outline(file, mistakes);
  const { tokens } = outlined;
  const lineEnd = lineEndOf(source.text);
  const sheet = layOut(outlined, lineEnd);
  const edits: Edit[] = [];
  const change = (start: number, end: number, blanks: string | undefined): void => {
    if (blanks !== undefined && source.text.slice(start, end) !== blanks)
      edits.push({ source, range: { start, end }, text: blanks });
  };
  for (const { first, end } of unitsOf(sheet)) {
    const unit = { start: tokens.at(first).start, end: tokens.at(end - 1).end };
    if (range !== undefined && !meet(unit, range)) continue;
    for (let token = first; token < end; token++)
      change(token === 0 ? 0 : tokens.at(token - 1).end, tokens.at(token).start, sheet.gap(token));
    if (end === tokens.count && outlined.elements.at(-1)?.kind !== 'broken')
      change(tokens.end, source.text.length, lineEnd);
  }
  if (tokens.count === 0) change(0, source.text.length, '');
  return edits;
}

/** The text with edits made that are in order and do not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const edit of edits) {
    pieces.push(text.slice(at, edit.range.start), edit.text);
    at = edit.range.end;
  }
  return [...pieces, text.slice(at)].join('');
}

/** The stretches of tokens that are formatted as a whole. */
function unitsOf({ units, tokens }: Sheet): { first: number; end: number }[] {
  return units.map((first, at) => ({ first, end: units[at + 1] ?? tokens.count }));
}

/** Whether two ranges have a character in common; an empty range also meets what it touches. */
function meet(unit: TextRange, { start, end }: TextRange): boolean {
  if (start === end) return unit.start <= start && start <= unit.end;
  return unit.start < end && start < unit.end;
}

/** What ends the lines of a text: CRLF where every line of it ends so, and else LF. */
function lineEndOf(text: string): string {
  return text.includes('\r\n') && !/\r(?!\n)|(?<!\r)\n/.test(text) ? '\r\n' : '\n';
}
