import type { SelectionRange, SelectionRangeParams } from 'vscode-languageserver';
import { encloses, type TextRange } from '../../source/range.js';
import { itemsAt } from '../../syntax/enclosing.js';
import { mentionsOf } from '../../syntax/mentions.js';
import type { Feature } from '../feature.js';
import type { FileView } from '../places.js';

/** What a selection grows to, step by step: the word, the item, the blocks around it, the file. */
export const selection: Feature = {
  capabilities: () => ({ selectionRangeProvider: true }),
  register(connection, { answer, places }) {
    connection.onSelectionRanges(
      answer(({ textDocument, positions }: SelectionRangeParams): SelectionRange[] | null => {
        const view = places.view(textDocument);
        if (view === undefined) return null;
        return positions.map((position) => selectionAt(view.offset(position), view));
      }, null),
    );
  },
};

function selectionAt(offset: number, view: FileView): SelectionRange {
  const whole = { start: 0, end: view.source.text.length };
  let found: SelectionRange = { range: view.range(whole) };
  let last: TextRange = whole;
  for (const range of [
    ...itemsAt(view.file, offset).map((item) => item.range),
    ...wordsAt(offset, view),
  ]) {
    // A step that selects nothing new would seem to do nothing.
    if (!encloses(last, range) || (last.start === range.start && last.end === range.end)) continue;
    found = { range: view.range(range), parent: found };
    last = range;
  }
  return found;
}

/** The words and patterns at an offset. */
function wordsAt(offset: number, { file }: FileView): readonly TextRange[] {
  return mentionsOf(file)
    .map((mention) => ('word' in mention ? mention.word.range : mention.template.range))
    .filter(({ start, end }) => start <= offset && offset <= end)
    .slice(0, 1);
}
