import type { Edit } from '../../diagnostics/diagnostic.js';
import { compareBytes } from '../../source/naming.js';
import type { Source } from '../../source/source.js';
import { indentation } from '../../syntax/layout.js';
import type { Item, PolicyFile } from '../../syntax/tree.js';
import { allItems, itemsIn } from '../../syntax/walk.js';
import type { Action } from './action.js';

/** The kind of action by which editors ask for it. */
export const organiseKind = 'source.organize';

/** Declarations in a row that are sorted; their order means nothing. */
const sorted: readonly Item['type'][] = ['role', 'group', 'exchange', 'queue', 'stream'];

/** The lines of one declaration. */
interface Lines {
  readonly type: Item['type'];
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Sorts declarations of one kind by their names where they stand in a row, a line each. A comment on a
 * line of its own, an empty line and any other item end the row, so that no comment is ever parted from
 * what it is about.
 */
export function organise(file: PolicyFile): Action {
  return {
    title: 'Sort declarations that stand in a row',
    kind: organiseKind,
    edits: [file.items, ...allItems(file.items).map(itemsIn)].flatMap((items) =>
      editsIn(items, file.source),
    ),
    solves: [],
    preferred: false,
  };
}

/** The edits that sort what stands in one block, without the blocks in it. */
function editsIn(items: readonly Item[], source: Source): readonly Edit[] {
  const rows: Lines[][] = [];
  let row: Lines[] = [];
  for (const item of items) {
    const lines = linesOf(item, source.text);
    const last = row.at(-1);
    if (lines !== undefined && last?.type === lines.type && follows(last, lines, source.text))
      row.push(lines);
    else rows.push((row = lines === undefined ? [] : [lines]));
  }
  return rows.flatMap((one) => sort(one, source));
}

function sort(row: readonly Lines[], source: Source): readonly Edit[] {
  const [first] = row;
  const last = row.at(-1);
  const order = row.toSorted((a, b) => compareBytes(a.name, b.name));
  if (first === undefined || last === undefined || order.every((lines, at) => lines === row[at]))
    return [];
  const text = order.map(({ start, end }) => source.text.slice(start, end)).join('\n');
  return [{ source, range: { start: first.start, end: last.end }, text }];
}

/** The lines that a declaration has for itself; undefined if it shares one, or must stay where it is. */
function linesOf(item: Item, text: string): Lines | undefined {
  if (!sorted.includes(item.type) || !('name' in item) || item.name === null) return undefined;
  const { start } = item.expects[0]?.range ?? item.range;
  const indent = indentation(text, start);
  const [rest] = /^[ \t]*(?:#[^\r\n]*)?(?=\r?\n|$)/.exec(text.slice(item.range.end)) ?? [];
  if (indent === undefined || rest === undefined) return undefined;
  const lineAbove = text.slice(text.lastIndexOf('\n', start - indent - 2) + 1, start - indent);
  if (lineAbove.trimStart().startsWith('#')) return undefined;
  const name = text.slice(item.name.range.start, item.name.range.end);
  return { type: item.type, name, start: start - indent, end: item.range.end + rest.length };
}

/** Whether nothing but the end of a line stands between two declarations. */
function follows(before: Lines, after: Lines, text: string): boolean {
  return /^\r?\n$/.test(text.slice(before.end, after.start)) && !text.includes('\r');
}
