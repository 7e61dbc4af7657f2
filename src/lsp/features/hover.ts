import { MarkupKind, type Hover, type HoverParams } from 'vscode-languageserver';
import type { Feature } from '../feature.js';
import { hoverAt } from '../hover/hover.js';

/** Says what stands under the mouse: what it is, what it comes to, and what the broker makes of it. */
export const hover: Feature = {
  capabilities: () => ({ hoverProvider: true }),
  register(connection, desk) {
    connection.onHover(
      desk.answer(({ textDocument, position }: HoverParams): Hover | null => {
        const view = desk.places.view(textDocument);
        const found = view && hoverAt(view, view.offset(position));
        if (view === undefined || found === undefined) return null;
        const formats = desk.client.textDocument?.hover?.contentFormat;
        const kind =
          formats?.includes(MarkupKind.Markdown) === false
            ? MarkupKind.PlainText
            : MarkupKind.Markdown;
        return { contents: { kind, value: found.text }, range: view.range(found.range) };
      }, null),
    );
  },
};
