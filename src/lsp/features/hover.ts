import { MarkupKind, type Hover, type HoverParams } from 'vscode-languageserver';
import { docsPage } from '../../report/docs-page.js';
import type { Feature } from '../feature.js';
import { hoverAt } from '../../assist/hover/hover.js';

/** Says what stands under the mouse: what it is, what it comes to, and what the broker makes of it. */
export const hover: Feature = {
  capabilities: () => ({ hoverProvider: true }),
  register(connection, desk) {
    connection.onHover(
      desk.answer(({ textDocument, position }: HoverParams): Hover | null => {
        const view = desk.places.view(textDocument);
        const found = view && hoverAt(view, view.offset(position), docsPage);
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
