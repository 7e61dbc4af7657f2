import { MarkupKind, type InlayHint, type InlayHintParams } from 'vscode-languageserver';
import type { Feature } from '../feature.js';
import { hintsIn } from '../hints/hints.js';

/** Shows in the line how many scopes an `allow` comes to, and what a wildcard means. */
export const inlayHints: Feature = {
  capabilities: () => ({ inlayHintProvider: true }),
  register(connection, { answer, places }) {
    connection.languages.inlayHint.on(
      answer(({ textDocument, range }: InlayHintParams): InlayHint[] => {
        const view = places.view(textDocument);
        if (view === undefined) return [];
        const hints = hintsIn(view.file, view.offsets(range), view.snapshot);
        return hints.map(({ offset, label, tooltip }) => ({
          position: view.range({ start: offset, end: offset }).start,
          label,
          tooltip: { kind: MarkupKind.Markdown, value: tooltip },
          paddingLeft: true,
        }));
      }, []),
    );
  },
};
