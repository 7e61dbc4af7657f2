import { isSameFile } from '../../source/source.js';
import {
  DocumentHighlightKind,
  type DocumentHighlight,
  type DocumentHighlightParams,
  type Location,
  type ReferenceParams,
} from 'vscode-languageserver';
import type { Feature } from '../feature.js';
import { namingsAt } from '../namings.js';

/** Every place that names what the cursor is on, in all files of the policy. */
export const references: Feature = {
  capabilities: () => ({ referencesProvider: true }),
  register(connection, { answer, places }) {
    connection.onReferences(
      answer(({ textDocument, position, context }: ReferenceParams): Location[] | null => {
        const view = places.view(textDocument);
        if (view === undefined) return null;
        return namingsAt(view, view.offset(position))
          .filter(({ declares }) => context.includeDeclaration || !declares)
          .map(({ place }) => places.location(place));
      }, null),
    );
  },
};

/** The same within the file, shown while the cursor is there. */
export const highlights: Feature = {
  capabilities: () => ({ documentHighlightProvider: true }),
  register(connection, { answer, places }) {
    connection.onDocumentHighlight(
      answer(({ textDocument, position }: DocumentHighlightParams): DocumentHighlight[] | null => {
        const view = places.view(textDocument);
        if (view === undefined) return null;
        return namingsAt(view, view.offset(position))
          .filter(({ place }) => isSameFile(place.source, view.source))
          .map(({ place, declares }) => ({
            range: view.range(place.range),
            kind: declares ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
          }));
      }, null),
    );
  },
};
