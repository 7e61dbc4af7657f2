import type { Location, Position, Range } from 'vscode-languageserver';
import type { TextRange } from '../source/range.js';
import type { Place, Source } from '../source/source.js';
import { documentPath, type Documents } from './documents.js';
import type { Folder, Folders } from './folders.js';
import { Lines, type PositionEncoding } from './positions.js';
import type { FileView as LookedAt } from '../assist/file-view.js';
import { uriOfPath } from './uris.js';

/** A file that a request is about, as it is now. */
export interface FileView extends LookedAt {
  readonly folder: Folder;
  /** The offset of an editor's position in the file. */
  readonly offset: (position: Position) => number;
  /** The offsets of an editor's range in the file. */
  readonly offsets: (range: Range) => TextRange;
  /** A stretch of the file for the editor. */
  readonly range: (range: TextRange) => Range;
}

/** Finds the files that requests name, and says where places are. */
export class Places {
  /** As it was agreed with the client. */
  encoding: PositionEncoding = 'utf-16';
  /** Whether the client shows a remark of a diagnostic as a link to its place. */
  linksRemarks = true;
  readonly #lines = new WeakMap<Source, Lines>();

  constructor(
    readonly documents: Documents,
    readonly folders: Folders,
  ) {}

  /** The policy of a file that a request names. */
  folder({ uri }: { readonly uri: string }): Folder | undefined {
    const path = documentPath(uri);
    const document = this.documents.at(path);
    return document === undefined ? this.folders.around(path) : this.folders.of(document);
  }

  /** The file that a request names, as it is now. */
  view(document: { readonly uri: string }): FileView | undefined {
    const folder = this.folder(document);
    const snapshot = folder?.snapshot;
    const file = snapshot?.file(documentPath(document.uri));
    if (folder === undefined || snapshot === undefined || file === undefined) return undefined;
    const { source } = file;
    const lines = this.#linesOf(source);
    return {
      folder,
      snapshot,
      file,
      source,
      offset: (position) => lines.offset(position),
      offsets: (range) => lines.offsets(range),
      range: (range) => lines.range(range),
    };
  }

  /** A place for the editor. */
  location({ source, range }: Place): Location {
    const uri = this.uri(source.path ?? source.name);
    return { uri, range: this.#linesOf(source).range(range) };
  }

  /** The URI of a path, as the editor writes it where it has the file open. */
  uri(path: string): string {
    return this.documents.at(path)?.uri ?? uriOfPath(path);
  }

  #linesOf(source: Source): Lines {
    const known = this.#lines.get(source);
    if (known?.text === source.text) return known;
    const lines = new Lines(source.text, this.encoding);
    this.#lines.set(source, lines);
    return lines;
  }
}
