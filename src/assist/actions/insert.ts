import type { Edit } from '../../diagnostics/diagnostic.js';
import type { Source } from '../../source/source.js';
import { lineIndentation } from '../../syntax/layout.js';
import { skipBlanks } from '../../syntax/tokens.js';
import type { Item, RuleBlock, VhostBlock } from '../../syntax/tree.js';

/** How much deeper the contents of a block stand. */
const STEP = '  ';

/** Adds lines behind an item, indented as it is; what stands behind it on its line stays there. */
export function insertBehind(item: Item, source: Source, lines: readonly string[]): Edit {
  const { text } = source;
  const end = endOfLine(text, item.range.end);
  const indent = indentOf(text, item.range.start);
  return insertion(source, end, lines.map((line) => `\n${indent}${line}`).join(''));
}

/** Adds lines at the end of a block, or nothing where its braces do not stand in the text. */
export function insertInto(
  block: VhostBlock | RuleBlock,
  source: Source,
  lines: readonly string[],
): Edit | undefined {
  const { text } = source;
  const last = block.items.at(-1);
  if (last !== undefined && text[block.range.end - 1] === '}')
    return insertBehind(last, source, lines);
  const head = block.type === 'vhost' ? block.pattern : block.subject;
  const brace = head === null ? -1 : skipBlanks(text, head.range.end);
  if (text[brace] !== '{' || text[block.range.end - 1] !== '}') return undefined;
  const outer = indentOf(text, block.range.start);
  const inner = lines.map((line) => `\n${outer}${STEP}${line}`).join('');
  const isShut = skipBlanks(text, brace + 1) === block.range.end - 1;
  const onOneLine = isShut && !text.slice(brace, block.range.end).includes('\n');
  return insertion(source, brace + 1, onOneLine ? `${inner}\n${outer}` : inner);
}

/** Adds lines at the end of a file, behind an empty line. */
export function append(source: Source, lines: readonly string[]): Edit {
  const { text } = source;
  const gap = text.trim() === '' ? '' : text.endsWith('\n') ? '\n' : '\n\n';
  return insertion(source, text.length, `${gap}${lines.join('\n')}\n`);
}

function insertion(source: Source, at: number, text: string): Edit {
  return { source, range: { start: at, end: at }, text };
}

/** The end of a line, if only a comment or nothing stands before it; else the offset itself. */
function endOfLine(text: string, offset: number): number {
  const [rest = ''] = /^[ \t]*(?:#[^\r\n]*)?(?=\r?\n|$)/.exec(text.slice(offset)) ?? [];
  return offset + rest.length;
}

function indentOf(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return text.slice(start, start + lineIndentation(text, offset));
}
