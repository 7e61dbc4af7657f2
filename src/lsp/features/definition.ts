import type { DefinitionParams, Location } from 'vscode-languageserver';
import type { Feature } from '../feature.js';

/** Leads from a name to where it is declared; to every place, where several brokers have their own. */
export const definition: Feature = {
  capabilities: () => ({ definitionProvider: true }),
  register(connection, { answer, places }) {
    connection.onDefinition(
      answer(({ textDocument, position }: DefinitionParams): Location[] | null => {
        const view = places.view(textDocument);
        if (view === undefined) return null;
        const { names } = view.snapshot;
        const found = names.at(view.file, view.offset(position));
        if (found === undefined) return null;
        const declared = names.of(found.thing).filter(({ declares }) => declares);
        return declared.map(({ place }) => places.location(place));
      }, null),
    );
  },
};
