import type { DefinitionParams, Location } from 'vscode-languageserver';
import type { Feature } from '../feature.js';
import { declarationsAt } from '../namings.js';

/** Leads from a name to where it is declared: to every place, where a pattern or several brokers have some. */
export const definition: Feature = {
  capabilities: () => ({ definitionProvider: true }),
  register(connection, { answer, places }) {
    connection.onDefinition(
      answer(({ textDocument, position }: DefinitionParams): Location[] | null => {
        const view = places.view(textDocument);
        if (view === undefined) return null;
        const declared = declarationsAt(view, view.offset(position));
        return declared.map((place) => places.location(place));
      }, null),
    );
  },
};
