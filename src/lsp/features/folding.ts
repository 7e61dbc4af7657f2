import {
  FoldingRangeKind,
  type FoldingRange,
  type FoldingRangeParams,
} from 'vscode-languageserver';
import type { TextRange } from '../../source/range.js';
import type { Comment } from '../../syntax/tree.js';
import { allItems, contentsOf } from '../../syntax/walk.js';
import type { Feature } from '../feature.js';
import type { FileView } from '../places.js';

/** What can be folded: blocks of several lines, and comments of several lines. */
export const folding: Feature = {
  capabilities: () => ({ foldingRangeProvider: true }),
  register(connection, { answer, places }) {
    connection.onFoldingRanges(
      answer(({ textDocument }: FoldingRangeParams): FoldingRange[] | null => {
        const view = places.view(textDocument);
        if (view === undefined) return null;
        const blocks = allItems(view.file.items)
          .filter((item) => contentsOf(item) !== undefined)
          .flatMap(({ range }) => foldOf(range, view));
        const comments = commentBlocks(view).flatMap((range) => foldOf(range, view));
        const kind = FoldingRangeKind.Comment;
        return [...blocks, ...comments.map((fold) => ({ ...fold, kind }))];
      }, null),
    );
  },
};

/** The last line stays in sight where it closes a block; a comment has nothing to close. */
function foldOf(range: TextRange, { range: shown, source }: FileView): readonly FoldingRange[] {
  const { start, end } = shown(range);
  const closes = source.text[range.end - 1] === '}';
  const endLine = closes ? end.line - 1 : end.line;
  return endLine > start.line ? [{ startLine: start.line, endLine }] : [];
}

/** Comments with nothing but blanks between them, on lines of their own. */
function commentBlocks({ file, source }: FileView): readonly TextRange[] {
  const blocks: Comment['range'][] = [];
  for (const { range } of file.comments) {
    const lineStart = source.text.lastIndexOf('\n', range.start - 1) + 1;
    if (source.text.slice(lineStart, range.start).trim() !== '') continue;
    const last = blocks.at(-1);
    const between = last === undefined ? '' : source.text.slice(last.end, range.start);
    if (last !== undefined && /^\r?\n[ \t]*$/.test(between))
      blocks.splice(-1, 1, { start: last.start, end: range.end });
    else blocks.push(range);
  }
  return blocks;
}
