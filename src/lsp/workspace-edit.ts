import type { ClientCapabilities, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { Edit } from '../diagnostics/diagnostic.js';
import type { Places } from './places.js';

/**
 * Changes of files for the editor. A client that can be told versions is told those that the changes are
 * meant for, so that it makes none of them in a text that has gone on.
 */
export function workspaceEdit(
  edits: readonly Edit[],
  places: Places,
  { workspace }: ClientCapabilities,
): WorkspaceEdit {
  const byPath = new Map<string, TextEdit[]>();
  for (const { source, range, text } of edits) {
    const path = source.path ?? source.name;
    const known = byPath.get(path) ?? [];
    byPath.set(path, known);
    known.push({ range: places.location({ source, range }).range, newText: text });
  }
  if (workspace?.workspaceEdit?.documentChanges !== true)
    return {
      changes: Object.fromEntries([...byPath].map(([path, list]) => [places.uri(path), list])),
    };
  return {
    documentChanges: Array.from(byPath, ([path, list]) => ({
      textDocument: {
        uri: places.uri(path),
        version: places.documents.at(path)?.version ?? null,
      },
      edits: list,
    })),
  };
}
