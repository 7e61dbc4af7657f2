import type { Edit } from '../diagnostics/diagnostic.js';
import type { TextRange } from '../source/range.js';
import type { PolicyFile } from '../syntax/tree.js';
import type { TextBlocks } from './elements.js';
import { layOut } from './layout.js';
import { outlineText } from './outline.js';

/**
 * The edits that give a file its layout, in order: each changes the blanks between two pieces and
 * nothing else. With a `range`, those of the lines and statements that meet it.
 */
export function layoutEdits(
  file: PolicyFile,
  mistakes: readonly TextRange[],
  range?: TextRange,
): readonly Edit[] {
  const edits: Edit[] = [];
  const { source } = file;
  const outlined = outlineText(file, mistakes);
  eachChange(outlined, lineEndOf(source.text), range, (start, end, text) => {
    edits.push({ source, range: { start, end }, text });
  });
  return edits;
}

/** A file's text in its layout, which is that with all edits made. Its lines end with `lineEnd`. */
export function laidOut(file: PolicyFile, mistakes: readonly TextRange[], lineEnd: string): string {
  const { text } = file.source;
  const pieces: string[] = [];
  let at = 0;
  const outlined = outlineText(file, mistakes);
  eachChange(outlined, lineEnd, undefined, (start, end, blanks) => {
    pieces.push(text.slice(at, start), blanks);
    at = end;
  });
  pieces.push(text.slice(at));
  return pieces.join('');
}

/** Calls `change` for each stretch of blanks that is to be another one, in order. */
function eachChange(
  outlined: TextBlocks,
  lineEnd: string,
  range: TextRange | undefined,
  change: (start: number, end: number, blanks: string) => void,
): void {
  const { pieces } = outlined;
  const { text } = pieces;
  const sheet = layOut(outlined, lineEnd);
  const { units } = sheet;
  for (const [at, first] of units.entries()) {
    const end = units[at + 1] ?? pieces.count;
    const unit = { start: pieces.start(first), end: pieces.end(end - 1) };
    if (range !== undefined && !meet(unit, range)) continue;
    for (let piece = first; piece < end; piece++) {
      const blanks = sheet.change(piece);
      if (blanks !== undefined) change(pieces.end(piece - 1), pieces.start(piece), blanks);
    }
    if (
      end === pieces.count &&
      outlined.elements.at(-1)?.kind !== 'broken' &&
      text.slice(unit.end) !== lineEnd
    )
      change(unit.end, text.length, lineEnd);
  }
  if (pieces.count === 0 && text !== '') change(0, text.length, '');
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

/** Whether two ranges have a character in common; an empty range also meets what it touches. */
function meet(unit: TextRange, { start, end }: TextRange): boolean {
  if (start === end) return unit.start <= start && start <= unit.end;
  return unit.start < end && start < unit.end;
}

/** What ends the lines of a text: CRLF where every line of it ends so, and else LF. */
export function lineEndOf(text: string): string {
  return text.includes('\r\n') && !/\r(?!\n)|(?<!\r)\n/.test(text) ? '\r\n' : '\n';
}
