/*
 * The language server: `warren lsp`. It has no knowledge of the language of its own; everything that it
 * says comes from the engine of the command line.
 *
 *   documents.ts   the texts that the editor holds
 *   folders.ts     the policies: which files belong together; a `Folder` hands out `Snapshot`s
 *   snapshot.ts    a policy between two changes: trees, resolved policies, diagnostics, on demand
 *   places.ts      the file of a request, and places for the editor; positions.ts knows the encoding
 *   changes.ts     what the editor tells of texts, files and folders
 *   publisher.ts   diagnostics, per file; scheduler.ts says when
 *   features/      all else, a file each
 *
 * To add a feature: write `features/NAME.ts` that exports a `Feature` (feature.ts): its capabilities, and
 * `register`, which takes the requests. Make each handler with `desk.answer(work, otherwise)`: it catches
 * and logs whatever goes wrong, and refuses requests out of order. In `work`, `places.view(textDocument)`
 * gives the file as it is now (tree, text, offsets, ranges) and its `snapshot`; `places.location(place)`
 * leads to a place of any file. List the feature in features/index.ts, and try it in test/lsp/features with
 * a text in which marks stand for the cursor.
 */
import {
  createConnection,
  DidChangeWatchedFilesNotification,
  ErrorCodes,
  ResponseError,
  type ClientCapabilities,
  type InitializeParams,
  type MessageReader,
  type MessageWriter,
} from 'vscode-languageserver';
import { createProtocolConnection } from 'vscode-languageserver/node';
import { followDocuments, followFiles, followFolders, type Changes } from './changes.js';
import { Documents } from './documents.js';
import type { Desk, Handler } from './feature.js';
import { features } from './features/index.js';
import { Folders, type Folder } from './folders.js';
import { initializeResult, rootsOf } from './initialize.js';
import { Places } from './places.js';
import { chooseEncoding } from './positions.js';
import { diagnosticsOf, Publisher } from './publisher.js';
import { Scheduler } from './scheduler.js';
import { watchProcess, watchTransport, type End } from './transport.js';

/** The files whose changes on the disk count: policies, and what a `topology` may name. */
const WATCHED = ['**/*.warren', '**/*.json'];

/**
 * Serves one client until it leaves.
 *
 * @param end ends the process, or whatever stands for it in a test
 */
export function serve(reader: MessageReader, writer: MessageWriter, end: End): void {
  const watchDog = {
    shutdownReceived: false,
    initialize: ({ processId }: InitializeParams) => {
      if (processId !== null) watchProcess(processId, end);
    },
    exit: (code: number) => {
      end(code === 0 ? 0 : 1);
    },
  };
  watchTransport(reader, writer, () => watchDog.shutdownReceived, end);
  const connection = createConnection(
    (logger) => createProtocolConnection(reader, writer, logger),
    watchDog,
  );
  let client: ClientCapabilities | undefined;
  let watches = false;
  const documents = new Documents();
  const folders = new Folders(documents);
  const places = new Places(documents, folders);
  const publisher = new Publisher(documents, (params) => {
    // Where nobody listens, the transport ends the server.
    connection.sendDiagnostics(params).catch(() => undefined);
  });
  const scheduler = new Scheduler<Folder>((folder) => {
    guarded(() => {
      publisher.publish(folder, diagnosticsOf(folder.snapshot, places));
    }, undefined);
  });
  const changes: Changes = {
    folders,
    places,
    changed: (folder) => {
      scheduler.ask(folder);
    },
    closed: (folder) => {
      scheduler.drop(folder);
      publisher.publish(folder, undefined);
    },
    watches: () => watches,
  };
  const desk: Desk = {
    get client() {
      return client ?? {};
    },
    places,
    answer,
  };

  connection.onInitialize((params) => {
    if (client !== undefined)
      return new ResponseError(ErrorCodes.InvalidRequest, 'The server is initialized already.');
    client = params.capabilities;
    places.encoding = chooseEncoding(client.general?.positionEncodings);
    for (const root of rootsOf(params)) changes.changed(folders.add(root));
    return initializeResult(client, places.encoding, features);
  });
  connection.onInitialized(() => {
    // Not before: the library would send a request to a client that takes none yet.
    if (client?.workspace?.workspaceFolders === true) followFolders(connection, changes);
    watches = client?.workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
    if (!watches) return;
    const watchers = WATCHED.map((globPattern) => ({ globPattern }));
    connection.client
      .register(DidChangeWatchedFilesNotification.type, { watchers })
      .catch((thrown: unknown) => {
        watches = false;
        connection.console.warn(`The editor does not watch files: ${String(thrown)}`);
      });
  });
  connection.onShutdown(() => {
    scheduler.stop();
  });
  followDocuments(connection, changes);
  followFiles(connection, changes);
  for (const feature of features) feature.register(connection, desk);
  connection.listen();

  function answer<P, R>(work: (params: P) => R, otherwise: R): Handler<P, R> {
    return (params) => {
      if (client === undefined)
        return new ResponseError<never>(
          ErrorCodes.ServerNotInitialized,
          'Send `initialize` first.',
        );
      if (watchDog.shutdownReceived)
        return new ResponseError<never>(ErrorCodes.InvalidRequest, 'The server was shut down.');
      return guarded(() => work(params), otherwise);
    };
  }

  /** Keeps a fault from ending the server: it is told in the editor's log. */
  function guarded<R>(work: () => R, otherwise: R): R {
    try {
      return work();
    } catch (thrown) {
      const what = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
      connection.console.error(`An internal error, please report it: ${what}`);
      return otherwise;
    }
  }
}
