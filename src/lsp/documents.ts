import {
  TextDocumentContentChangeEvent,
  TextDocumentItem,
  type DidChangeTextDocumentParams,
  type DidOpenTextDocumentParams,
} from 'vscode-languageserver';
import { Lines, type PositionEncoding } from './positions.js';
import { pathOf } from './uris.js';

/** A text that the editor holds. */
export interface OpenDocument {
  /** As the editor writes it, which is how it wants to be answered. */
  readonly uri: string;
  /** Its absolute path, or its URI where it is no file yet. */
  readonly path: string;
  readonly language: string;
  readonly version: number;
  readonly text: string;
}

/** The texts that the editor holds, saved or not. */
export class Documents {
  /** By path: what counts instead of the disk. */
  readonly texts = new Map<string, string>();
  readonly #byPath = new Map<string, OpenDocument>();
  #turn = 0;

  /** All of them. */
  get all(): Iterable<OpenDocument> {
    return this.#byPath.values();
  }

  /** Grows whenever a text is opened or closed, and with it what the editor calls a file may change. */
  get turn(): number {
    return this.#turn;
  }

  /** The document at a path, if it is open. */
  at(path: string): OpenDocument | undefined {
    return this.#byPath.get(path);
  }

  /** @throws TypeError for what is no document */
  open({ textDocument }: DidOpenTextDocumentParams): OpenDocument {
    if (!TextDocumentItem.is(textDocument)) throw new TypeError('This is no document.');
    const { uri, languageId: language, version, text } = textDocument;
    this.#turn++;
    return this.#keep({ uri, path: documentPath(uri), language, version, text });
  }

  /**
   * Applies edits; those to a text that is not open are dropped, and `undefined` is answered.
   *
   * @throws TypeError for what is no edit
   */
  change(
    { textDocument, contentChanges }: DidChangeTextDocumentParams,
    encoding: PositionEncoding,
  ): OpenDocument | undefined {
    const known = this.#byPath.get(documentPath(textDocument.uri));
    if (known === undefined) return undefined;
    const text = contentChanges.reduce((now, edit) => edited(now, edit, encoding), known.text);
    return this.#keep({ ...known, version: textDocument.version, text });
  }

  /** Lets go of a text; from now on the disk counts. */
  close(uri: string): OpenDocument | undefined {
    const path = documentPath(uri);
    const known = this.#byPath.get(path);
    this.#turn++;
    this.#byPath.delete(path);
    this.texts.delete(path);
    return known;
  }

  #keep(document: OpenDocument): OpenDocument {
    this.#byPath.set(document.path, document);
    this.texts.set(document.path, document.text);
    return document;
  }
}

/** The path of a file, or the URI of what is no file. */
export function documentPath(uri: string): string {
  return pathOf(uri) ?? uri;
}

function edited(
  text: string,
  change: TextDocumentContentChangeEvent,
  encoding: PositionEncoding,
): string {
  if (!TextDocumentContentChangeEvent.isIncremental(change)) {
    if (TextDocumentContentChangeEvent.isFull(change)) return change.text;
    throw new TypeError('This is no edit.');
  }
  const { start, end } = new Lines(text, encoding).offsets(change.range);
  return text.slice(0, start) + change.text + text.slice(Math.max(start, end));
}
