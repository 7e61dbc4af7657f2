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
 *   refresh.ts     has the editor ask again for what it shows in other files
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
  ErrorCodes,
  type InitializeParams,
  type MessageReader,
  type MessageWriter,
} from 'vscode-languageserver';
import { createProtocolConnection } from 'vscode-languageserver/node';
import { printable } from '../report/printable.js';
import {
  followDocuments,
  followFiles,
  followFolders,
  turnOver,
  watchFiles,
  type Changes,
} from './changes.js';
import { Documents } from './documents.js';
import type { Desk } from './feature.js';
import { features } from './features/index.js';
import { Folders, type Folder } from './folders.js';
import { Gate, refusal } from './gate.js';
import { GuardedReader } from './guarded-reader.js';
import { initializeResult, rootsOf } from './initialize.js';
import { Places } from './places.js';
import { chooseEncoding } from './positions.js';
import { diagnosticsOf, Publisher } from './publisher.js';
import { refresher } from './refresh.js';
import { Scheduler } from './scheduler.js';
import { watchProcess, watchTransport, type Quit } from './transport.js';

/**
 * Serves one client until it leaves.
 *
 * @param end ends the process, or whatever stands for it in a test
 */
export function serve(reader: MessageReader, writer: MessageWriter, end: Quit): void {
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
  let log: (line: string) => void = () => undefined;
  const guarded = new GuardedReader(
    reader,
    (message) => {
      writer.write(message).catch(() => undefined);
    },
    (reason) => {
      log(`Passed over: ${printable(reason)}`);
    },
  );
  const connection = createConnection(
    (logger) => createProtocolConnection(guarded, writer, logger),
    watchDog,
  );
  log = (line) => {
    connection.console.warn(line);
  };
  const gate = new Gate(
    () => watchDog.shutdownReceived,
    (line) => {
      connection.console.error(line);
    },
  );
  const documents = new Documents();
  const folders = new Folders(documents);
  const places = new Places(documents, folders);
  const publisher = new Publisher(documents, (params) => {
    // Where nobody listens, the transport ends the server.
    connection.sendDiagnostics(params).catch(() => undefined);
  });
  let refresh = (): void => undefined;
  const scheduler = new Scheduler<Folder>(
    async ({ snapshot }, signal) => snapshot.checkInTurns(signal),
    (folder) => {
      publisher.publish(folder, diagnosticsOf(folder.snapshot, places));
      refresh();
    },
    (thrown) => {
      gate.failed(thrown);
    },
  );
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
    watches: false,
  };

  connection.onInitialize((params) => {
    if (gate.client !== undefined)
      return refusal(ErrorCodes.InvalidRequest, 'The server is initialized already.');
    gate.client = params.capabilities;
    places.encoding = chooseEncoding(gate.client.general?.positionEncodings);
    places.linksRemarks =
      gate.client.textDocument?.publishDiagnostics?.relatedInformation === true ||
      gate.client.textDocument?.diagnostic !== undefined;
    // Not before: the protocol has what comes ahead of the introduction dropped.
    followDocuments(connection, changes);
    followFiles(connection, changes);
    turnOver(folders.change(rootsOf(params)), changes);
    return initializeResult(gate.client, places.encoding, features);
  });
  connection.onInitialized(() => {
    const { didChangeWatchedFiles, workspaceFolders } = gate.client?.workspace ?? {};
    // Not before: the library would send a request to a client that takes none yet.
    if (workspaceFolders === true) followFolders(connection, changes);
    if (didChangeWatchedFiles?.dynamicRegistration === true) watchFiles(connection, changes);
    refresh = refresher(connection, gate.client ?? {});
  });
  connection.onShutdown(() => {
    scheduler.stop();
  });
  const desk: Desk = {
    get client() {
      return gate.client ?? {};
    },
    places,
    answer: (work, otherwise) => gate.answer(work, otherwise),
  };
  for (const feature of features) feature.register(connection, desk);
  connection.listen();
}
