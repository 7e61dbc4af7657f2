import {
  DiagnosticSeverity,
  type Diagnostic as Shown,
  type PublishDiagnosticsParams,
} from 'vscode-languageserver';
import { oncePerObject } from '../pattern/memo.js';
import { inOrder } from '../report/order.js';
import type { LoadProblem } from '../source/load-problem.js';
import type { Source } from '../source/source.js';
import { shownOnce } from './diagnostics.js';
import type { Documents } from './documents.js';
import type { Folder } from './folders.js';
import type { Places } from './places.js';
import type { Snapshot } from '../assist/snapshot.js';

/** Shown diagnostics by the URI of their file. */
export type ByUri = ReadonlyMap<string, readonly Shown[]>;

/** What is wrong with a policy, by file: what `warren check` says, or what cannot be read. */
export function diagnosticsOf(snapshot: Snapshot, places: Places): ByUri {
  const found = new Map<string, Shown[]>();
  const add = (uri: string, shown: Shown): void => {
    const known = found.get(uri);
    if (known === undefined) found.set(uri, [shown]);
    else known.push(shown);
  };
  const uriOf = oncePerObject((source: Source) => places.uri(source.path ?? source.name));
  const { problems } = snapshot.loaded;
  // Of a policy that is not whole nothing else can be said.
  for (const problem of problems) add(places.uri(problem.path), shownProblem(problem));
  if (problems.length === 0)
    for (const diagnostic of inOrder(snapshot.checked.diagnostics))
      add(uriOf(diagnostic.place.source), shownOnce(diagnostic, places));
  return found;
}

function shownProblem({ message }: LoadProblem): Shown {
  const start = { line: 0, character: 0 };
  const severity = DiagnosticSeverity.Error;
  return { range: { start, end: start }, severity, source: 'warren', message: `${message}.` };
}

/** What the editor was told of a file, and of which version. */
interface Told {
  readonly version: number | undefined;
  readonly texts: readonly string[];
}

/** A shown diagnostic as a text, to be compared. */
const textOf = oncePerObject((shown: Shown) => JSON.stringify(shown));

/**
 * Tells the editor what is wrong, file by file: again only where it changed, or where the text did, as an
 * editor moves what it shows along with its text.
 */
export class Publisher {
  readonly #byFolder = new Map<Folder, ByUri>();
  readonly #told = new Map<string, Told>();

  constructor(
    readonly documents: Documents,
    readonly send: (params: PublishDiagnosticsParams) => void,
  ) {}

  /** Takes what is wrong with a policy, or `undefined` for one that was closed. */
  publish(folder: Folder, found: ByUri | undefined): void {
    if (found === undefined) this.#byFolder.delete(folder);
    else this.#byFolder.set(folder, found);
    const versions = new Map(Array.from(this.documents.all, ({ uri, version }) => [uri, version]));
    const known = [...this.#byFolder.values()].flatMap((byUri) => [...byUri.keys()]);
    for (const uri of new Set([...known, ...this.#told.keys(), ...versions.keys()]))
      this.#tell(uri, versions.get(uri));
  }

  /** A file of two policies, as of nested folders, shows what is wrong with it in either, once. */
  #tell(uri: string, version: number | undefined): void {
    const all = [...this.#byFolder.values()].flatMap((byUri) => byUri.get(uri) ?? []);
    const once = new Map(all.map((shown) => [textOf(shown), shown]));
    const texts = [...once.keys()];
    const told = this.#told.get(uri);
    if (told === undefined ? once.size === 0 && version === undefined : same(told, version, texts))
      return;
    if (once.size === 0 && version === undefined) this.#told.delete(uri);
    else this.#told.set(uri, { version, texts });
    const diagnostics = [...once.values()];
    this.send({ uri, diagnostics, ...(version === undefined ? {} : { version }) });
  }
}

function same(told: Told, version: number | undefined, texts: readonly string[]): boolean {
  return (
    told.version === version &&
    told.texts.length === texts.length &&
    texts.every((text, at) => text === told.texts[at])
  );
}
