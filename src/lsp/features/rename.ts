import {
  ErrorCodes,
  ResponseError,
  type PrepareRenameParams,
  type RenameParams,
} from 'vscode-languageserver';
import { printable } from '../../report/printable.js';
import type { Feature } from '../feature.js';
import type { FileView } from '../places.js';
import type { Renaming } from '../rename/outcome.js';
import { renaming } from '../rename/renaming.js';
import { workspaceEdit } from '../workspace-edit.js';

/** Gives a thing another name wherever it is named, over all files of the policy; or says why it cannot. */
export const rename: Feature = {
  capabilities: ({ textDocument }) => ({
    renameProvider:
      textDocument?.rename?.prepareSupport === true ? { prepareProvider: true } : true,
  }),
  register(connection, desk) {
    const { answer, places } = desk;
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
        const { text } = written;
        const edits = found.places.map((place) => ({ ...place, text }));
        return workspaceEdit(edits, places, desk.client);
      }, null),
    );
  },
};

function renamingAt(view: FileView, offset: number): Renaming | undefined {
  return renaming(view.snapshot, view.file, offset);
}

function refused(reason: string): ResponseError<never> {
  return new ResponseError<never>(ErrorCodes.InvalidRequest, printable(reason));
}
