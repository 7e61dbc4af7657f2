import {
  ErrorCodes,
  ResponseError,
  type PrepareRenameParams,
  type RenameParams,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { Place } from '../../source/source.js';
import type { Feature, FileView } from '../feature.js';
import { renaming, type Renaming } from '../rename/renaming.js';

/** Gives a thing another name wherever it is named, over all files of the policy; or says why it cannot. */
export const rename: Feature = {
  capabilities: ({ textDocument }) => ({
    renameProvider:
      textDocument?.rename?.prepareSupport === true ? { prepareProvider: true } : true,
  }),
  register(connection, { answer, places }) {
    connection.onPrepareRename(
      answer(({ textDocument, position }: PrepareRenameParams) => {
        const view = places.view(textDocument);
        const found = view && renamingAt(view, view.offset(position));
        if (view === undefined || found === undefined) return null;
        if (!found.ok) return refused(found.reason);
        return { range: view.range(found.at.range), placeholder: found.name };
      }, null),
    );
    connection.onRenameRequest(
      answer(({ textDocument, position, newName }: RenameParams) => {
        const view = places.view(textDocument);
        const found = view && renamingAt(view, view.offset(position));
        if (found === undefined) return refused('There is nothing with a name here.');
        if (!found.ok) return refused(found.reason);
        const written = found.write(newName);
        if (!written.ok) return refused(written.reason);
        return workspaceEdit(found.places, written.text, (place) => places.location(place).uri);
      }, null),
    );

    function workspaceEdit(
      where: readonly Place[],
      newText: string,
      uriOf: (place: Place) => string,
    ): WorkspaceEdit {
      const changes: Record<string, TextEdit[]> = {};
      for (const place of where) {
        const edits = (changes[uriOf(place)] ??= []);
        edits.push({ range: places.location(place).range, newText });
      }
      return { changes };
    }
  },
};

function renamingAt(view: FileView, offset: number): Renaming | undefined {
  return renaming(view.snapshot, view.file, offset);
}

function refused(reason: string): ResponseError<never> {
  return new ResponseError<never>(ErrorCodes.InvalidRequest, reason);
}
