import { align, type AlignedRow } from './align.js';
import { layOutHead } from './head.js';
import { layOnOneLine } from './one-line.js';
import type { Body, Element, TextBlocks, LaidItem } from './elements.js';
import { blockIndent, Sheet } from './sheet.js';

/** Decides the blanks of a whole text, whose lines end with `lineEnd`. */
export function layOut({ pieces, elements }: TextBlocks, lineEnd: string): Sheet {
  const sheet = new Sheet(pieces, lineEnd);
  layOutList(sheet, elements, 0);
  return sheet;
}

/** Lays out what a file or block holds, `indent` columns from the left. */
function layOutList(sheet: Sheet, elements: readonly Element[], indent: number): void {
  // The lines so far that follow each other without anything between them.
  let rows: AlignedRow[] = [];
  for (const [at, element] of elements.entries()) {
    const { first } = element;
    sheet.begin(first);
    place(sheet, element, elements[at - 1], indent);
    if (endsLine(sheet, element)) {
      const row = rows.at(-1);
      if (row !== undefined) row.comment = first;
      continue;
    }
    const width = layOutElement(sheet, element, indent);
    const breaks = sheet.pieces.breaks(first);
    if (width === undefined || breaks > 1) {
      align(sheet, rows);
      rows = [];
    }
    if (width !== undefined && element.kind === 'statement')
      rows.push({ statement: element, width, comment: undefined });
  }
  align(sheet, rows);
}

/**
 * Puts an element on a line of its own, or behind what stands before it. What is broken stays where it
 * is, and what follows it on its last line.
 */
function place(sheet: Sheet, element: Element, before: Element | undefined, indent: number): void {
  const { first, kind } = element;
  if (kind === 'broken' || staysBehind(sheet, first, before)) return;
  const mayStandApart = before !== undefined && before.kind !== 'expect';
  if (first === 0) sheet.put(first, 0);
  else if (endsLine(sheet, element)) sheet.put(first, 1);
  else sheet.putOnLine(first, indent, mayStandApart && sheet.pieces.breaks(first) > 1);
}

function staysBehind({ pieces }: Sheet, piece: number, before: Element | undefined): boolean {
  return before?.kind === 'broken' && pieces.breaks(piece) === 0;
}

/** Whether an element is a comment at the end of a line that something else stands on. */
function endsLine({ pieces }: Sheet, { kind, first }: Element): boolean {
  return kind === 'comment' && first > 0 && pieces.breaks(first) === 0;
}

/** Lays out what is inside an element. Answers the columns of a statement that takes one line. */
function layOutElement(sheet: Sheet, element: Element, indent: number): number | undefined {
  switch (element.kind) {
    case 'comment':
    case 'broken':
      return undefined;
    case 'expect':
      layOutHead(sheet, element, indent);
      return undefined;
    case 'statement':
      return layOutStatement(sheet, element, indent);
  }
}

function layOutStatement(sheet: Sheet, statement: LaidItem, indent: number): number | undefined {
  const { body } = statement;
  if (body === undefined) return layOutHead(sheet, statement, indent);
  const width = layOnOneLine(sheet, statement, indent);
  if (width !== undefined) return width;
  layOutHead(sheet, statement, indent);
  layOutBody(sheet, body, indent);
  return undefined;
}

function layOutBody(sheet: Sheet, { elements, close }: Body, indent: number): void {
  layOutList(sheet, elements, indent + blockIndent);
  sheet.begin(close);
  if (elements.length === 0) sheet.put(close, 1);
  else if (!staysBehind(sheet, close, elements.at(-1))) sheet.putOnLine(close, indent);
}
