import type { DocumentLink, DocumentLinkParams } from 'vscode-languageserver';
import { relatedPath } from '../../source/read-related.js';
import { mentionsOf, type Mention } from '../../syntax/mentions.js';
import type { Template } from '../../syntax/tree.js';
import { docsPage } from '../../report/docs-page.js';
import type { Feature } from '../feature.js';
import type { FileView } from '../places.js';
import { uriOfPath } from '../uris.js';

/** Leads from the file of a `topology` to that file, and from the code of an `@expect` to its page. */
export const links: Feature = {
  capabilities: () => ({ documentLinkProvider: {} }),
  register(connection, { answer, places }) {
    connection.onDocumentLinks(
      answer(({ textDocument }: DocumentLinkParams): DocumentLink[] | null => {
        const view = places.view(textDocument);
        if (view === undefined) return null;
        return mentionsOf(view.file).flatMap((mention) => linkOf(mention, view));
      }, null),
    );
  },
};

function linkOf(mention: Mention, view: FileView): readonly DocumentLink[] {
  if (mention.as === 'topology' && 'template' in mention) {
    const path = plainText(mention.template);
    if (path === undefined) return [];
    const target = uriOfPath(relatedPath(view.source, path).absolute);
    return [{ range: view.range(mention.template.range), target, tooltip: 'Open the export' }];
  }
  if (mention.as !== 'expect-code' || !('word' in mention)) return [];
  const target = docsPage(mention.word.text);
  if (target === undefined) return [];
  return [{ range: view.range(mention.word.range), target, tooltip: 'What this warning means' }];
}

/** A path that is the same for every broker. */
function plainText({ parts }: Template): string | undefined {
  const texts = parts.flatMap((part) => (part.type === 'text' ? [part.text] : []));
  return texts.length === parts.length ? texts.join('') : undefined;
}
