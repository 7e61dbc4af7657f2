import type {
  DocumentFormattingParams,
  DocumentOnTypeFormattingParams,
  DocumentRangeFormattingParams,
  TextEdit,
} from 'vscode-languageserver';
import { formattingEdits } from '../../format/format.js';
import type { TextRange } from '../../source/range.js';
import { itemsAt } from '../../syntax/enclosing.js';
import type { Feature } from '../feature.js';
import type { FileView } from '../places.js';

/**
 * Gives a file the canonical layout, a part of it, or a block when its `}` is typed. There is one layout,
 * so an editor's wishes about blanks and tabs are passed over.
 */
export const formatting: Feature = {
  capabilities: () => ({
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    documentOnTypeFormattingProvider: { firstTriggerCharacter: '}' },
  }),
  register(connection, { answer, places }) {
    connection.onDocumentFormatting(
      answer(({ textDocument }: DocumentFormattingParams) => {
        const view = places.view(textDocument);
        return view === undefined ? null : editsOf(view);
      }, null),
    );
    connection.onDocumentRangeFormatting(
      answer(({ textDocument, range }: DocumentRangeFormattingParams) => {
        const view = places.view(textDocument);
        return view === undefined ? null : editsOf(view, view.offsets(range));
      }, null),
    );
    connection.onDocumentOnTypeFormatting(
      answer(({ textDocument, position }: DocumentOnTypeFormattingParams) => {
        const view = places.view(textDocument);
        if (view === undefined) return null;
        const offset = view.offset(position);
        const block = itemsAt(view.file, offset).findLast(({ range }) => range.end === offset);
        // The `}` of a `${…}` ends no block.
        return block === undefined || !('items' in block) ? null : editsOf(view, block.range);
      }, null),
    );
  },
};

function editsOf({ source, range }: FileView, within?: TextRange): TextEdit[] {
  const edits = formattingEdits(source, within);
  return edits.map((edit) => ({ range: range(edit.range), newText: edit.text }));
}
