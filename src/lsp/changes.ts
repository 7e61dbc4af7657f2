import { basename, extname } from 'node:path';
import {
  DidChangeWatchedFilesNotification,
  DidCreateFilesNotification,
  DidDeleteFilesNotification,
  DidRenameFilesNotification,
  FileChangeType,
  type Connection,
} from 'vscode-languageserver';
import { CONFIG_NAME } from '../source/config.js';
import { documentPath } from './documents.js';
import type { Folder, Folders, Turnover } from './folders.js';
import type { Places } from './places.js';

/** The files whose changes on the disk count: policies, what a `topology` may name, and settings of a root. */
const WATCHED = ['**/*.warren', '**/*.json', `**/${CONFIG_NAME}`];

/** What hears of changes. */
export interface Changes {
  readonly folders: Folders;
  readonly places: Places;
  /** A policy may have changed. */
  readonly changed: (folder: Folder) => void;
  /** A policy was closed. */
  readonly closed: (folder: Folder) => void;
  /** Whether the client tells of changes on the disk. */
  watches: boolean;
}

/** Follows the texts of the editor. */
export function followDocuments(connection: Connection, changes: Changes): void {
  const { folders, places } = changes;
  const { documents } = folders;
  connection.onDidOpenTextDocument((params) => {
    const { path } = documents.open(params);
    touched(path, changes);
  });
  connection.onDidChangeTextDocument((params) => {
    const document = documents.change(params, places.encoding);
    if (document !== undefined) touched(document.path, changes);
  });
  connection.onDidCloseTextDocument(({ textDocument }) => {
    const path = documentPath(textDocument.uri);
    const readers = readersOf(path, folders);
    documents.close(textDocument.uri);
    // It may have been saved, or thrown away.
    forget(path, readers, changes);
    for (const folder of folders.prune()) changes.closed(folder);
  });
  connection.onDidSaveTextDocument(({ textDocument }) => {
    const path = documentPath(textDocument.uri);
    if (changes.watches) forget(path, readersOf(path, folders), changes);
    else {
      forget(undefined, folders.all, changes);
      lookForRoots(changes);
    }
  });
}

/** Asks the client to tell of changes on the disk. */
export function watchFiles(connection: Connection, changes: Changes): void {
  const watchers = WATCHED.map((globPattern) => ({ globPattern }));
  changes.watches = true;
  connection.client
    .register(DidChangeWatchedFilesNotification.type, { watchers })
    .catch((thrown: unknown) => {
      changes.watches = false;
      connection.console.warn(`The editor does not watch files: ${String(thrown)}`);
    });
}

/** Follows the files on the disk, as far as the client tells of them. */
export function followFiles(connection: Connection, changes: Changes): void {
  const { folders } = changes;
  connection.onDidChangeWatchedFiles(({ changes: events }) => {
    for (const { uri, type } of events) {
      const path = documentPath(uri);
      const readers = readersOf(path, folders);
      // A folder that comes or goes takes policy files with it.
      const mayBeFolder = type !== FileChangeType.Changed && extname(path) === '';
      forget(path, readers.length === 0 && mayBeFolder ? folders.all : readers, changes);
      if (mayBeFolder || basename(path) === CONFIG_NAME) lookForRoots(changes);
    }
  });
  const moved = (...uris: readonly string[]): void => {
    for (const uri of uris) forget(documentPath(uri), folders.all, changes);
    lookForRoots(changes);
  };
  connection.onNotification(DidCreateFilesNotification.type, ({ files }) => {
    moved(...files.map(({ uri }) => uri));
  });
  connection.onNotification(DidDeleteFilesNotification.type, ({ files }) => {
    moved(...files.map(({ uri }) => uri));
  });
  connection.onNotification(DidRenameFilesNotification.type, ({ files }) => {
    moved(...files.flatMap(({ oldUri, newUri }) => [oldUri, newUri]));
  });
}

/** Follows the folders of the workspace. */
export function followFolders(connection: Connection, changes: Changes): void {
  const { folders } = changes;
  connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
    const pathsOf = (all: typeof added): readonly string[] =>
      all.map(({ uri }) => documentPath(uri));
    turnOver(folders.change(pathsOf(added), pathsOf(removed)), changes);
    // Open texts may belong to another policy now.
    for (const document of folders.documents.all) touched(document.path, changes);
    for (const folder of folders.prune()) changes.closed(folder);
  });
}

/** Tells of policies that came and went. */
export function turnOver({ opened, closed }: Turnover, changes: Changes): void {
  for (const folder of closed) changes.closed(folder);
  for (const folder of opened) changes.changed(folder);
}

/**
 * Looks for roots anew, and where any came or went has all policies look at the disk, as files belong to
 * others now.
 */
function lookForRoots(changes: Changes): void {
  const { folders } = changes;
  const turnover = folders.lookForRoots();
  turnOver(turnover, changes);
  if (turnover.opened.length + turnover.closed.length === 0) return;
  forget(undefined, folders.all, changes);
  for (const folder of folders.prune()) changes.closed(folder);
}

function touched(path: string, { folders, changed }: Changes): void {
  for (const folder of readersOf(path, folders)) {
    folder.changed();
    changed(folder);
  }
}

function forget(path: string | undefined, readers: readonly Folder[], { changed }: Changes): void {
  for (const folder of readers) {
    folder.policy.forget(path);
    folder.changed();
    changed(folder);
  }
}

/** The policies that a file counts for. A text that is open has one at least. */
function readersOf(path: string, folders: Folders): readonly Folder[] {
  const document = folders.documents.at(path);
  if (document !== undefined) folders.of(document);
  return folders.all.filter(({ policy }) => policy.reads(path));
}
