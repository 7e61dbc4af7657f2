import type { Item, PolicyFile } from './tree.js';

/**
 * The documentation of an item: the comments on the lines directly above it and its `@expect`s, without
 * their `#`; undefined where there are none.
 */
export function documentationOf(file: PolicyFile, item: Item): string | undefined {
  const { text } = file.source;
  const first = item.expects[0] ?? item;
  let above = text.lastIndexOf('\n', first.range.start - 1) + 1;
  if (text.slice(above, first.range.start).trim() !== '') return undefined;
  const lines: string[] = [];
  for (const { range, text: comment } of [...file.comments].reverse()) {
    if (range.start >= above) continue;
    const lineStart = text.lastIndexOf('\n', range.start - 1) + 1;
    const adjoins = /^\r?\n$/.test(text.slice(range.end, above));
    if (!adjoins || text.slice(lineStart, range.start).trim() !== '') break;
    lines.unshift(comment.replace(/^# ?/, '').trimEnd());
    above = lineStart;
  }
  return lines.length === 0 ? undefined : lines.join('\n').trim();
}
