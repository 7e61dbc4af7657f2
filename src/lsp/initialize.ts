import {
  TextDocumentSyncKind,
  type ClientCapabilities,
  type FileOperationRegistrationOptions,
  type InitializeParams,
  type InitializeResult,
  type ServerCapabilities,
} from 'vscode-languageserver';
import { version } from '../version.js';
import { documentPath } from './documents.js';
import type { Feature } from './feature.js';
import type { PositionEncoding } from './positions.js';

/** Policy files and folders: what is moved or deleted in the editor may take policy files with it. */
const fileOperations: FileOperationRegistrationOptions = {
  filters: [
    { scheme: 'file', pattern: { glob: '**/*.warren' } },
    { scheme: 'file', pattern: { glob: '**', matches: 'folder' } },
  ],
};

/** What the server answers when a client introduces itself. */
export function initializeResult(
  client: ClientCapabilities,
  encoding: PositionEncoding,
  features: readonly Feature[],
): InitializeResult {
  const own: ServerCapabilities = {
    positionEncoding: encoding,
    textDocumentSync: {
      openClose: true,
      change: TextDocumentSyncKind.Incremental,
      save: { includeText: false },
    },
    workspace: {
      workspaceFolders: { supported: true, changeNotifications: true },
      fileOperations: {
        didCreate: fileOperations,
        didRename: fileOperations,
        didDelete: fileOperations,
      },
    },
  };
  const capabilities = features.reduce(
    (all, feature) => ({ ...all, ...feature.capabilities(client) }),
    own,
  );
  return { capabilities, serverInfo: { name: 'warren', version } };
}

/** The folders that a client has open, by their absolute paths. */
export function rootsOf({
  workspaceFolders,
  rootUri,
}: Pick<InitializeParams, 'workspaceFolders'> & {
  readonly rootUri: string | null;
}): readonly string[] {
  const uris = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri === null ? [] : [rootUri]);
  return uris.map(documentPath);
}
