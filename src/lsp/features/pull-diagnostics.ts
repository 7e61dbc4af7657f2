import {
  DocumentDiagnosticReportKind,
  type DocumentDiagnosticParams,
  type FullDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { documentPath } from '../documents.js';
import type { Feature } from '../feature.js';
import { diagnosticsOf } from '../publisher.js';

/**
 * What is wrong with one file, for a client that asks. It is offered to those alone that cannot be told:
 * others would show everything twice.
 */
export const pullDiagnostics: Feature = {
  capabilities: ({ textDocument }) =>
    textDocument?.diagnostic === undefined || textDocument.publishDiagnostics !== undefined
      ? {}
      : {
          diagnosticProvider: {
            identifier: 'warren',
            interFileDependencies: true,
            workspaceDiagnostics: false,
          },
        },
  register(connection, { answer, places }) {
    const none: FullDocumentDiagnosticReport = {
      kind: DocumentDiagnosticReportKind.Full,
      items: [],
    };
    connection.languages.diagnostics.on(
      answer(({ textDocument }: DocumentDiagnosticParams) => {
        const folder = places.folder(textDocument);
        if (folder === undefined) return none;
        const found = diagnosticsOf(folder.snapshot, places);
        return {
          ...none,
          items: [...(found.get(places.uri(documentPath(textDocument.uri))) ?? [])],
        };
      }, none),
    );
  },
};
