import { sep } from 'node:path';
import { decodeSource } from './decode.js';
import type { Decoded } from './decode.js';
import type { Found } from './find-files.js';
import { isPolicyFileOf, realPath } from './find-files.js';
import { decodePolicyText, readPolicyFile } from './load.js';
import type { LoadedPolicy } from './load.js';
import type { LoadProblem } from './load-problem.js';
import { compareBytes, displayName } from './naming.js';
import { acceptRelated, readRelated, relatedPath } from './related.js';
import type { RelatedFile } from './related.js';
import type { Source } from './source.js';

/** The texts that an editor holds, by absolute path; they count instead of what is on the disk. */
export type OpenTexts = ReadonlyMap<string, string>;

/** Which files a live policy is made of. */
export interface LiveScope {
  /** The folder that names are shown relative to; absolute. */
  readonly root: string;
  /** Finds the files on the disk. */
  readonly find: () => Found;
  /** Whether a file that is open, and perhaps not on the disk yet, is one of them. */
  readonly takes: (path: string) => boolean;
}

/** The scope of a folder: what the command line takes of it. */
export function folderScope(root: string, find: () => Found): LiveScope {
  return { root, find, takes: (path) => isPolicyFileOf(root, path) };
}

/** A file that the policy names, as it was read last. */
interface Related {
  readonly path: string;
  /** What an editor held of it; undefined where it was read from the disk. */
  readonly text: string | undefined;
  readonly file: RelatedFile;
}

/**
 * A policy whose files change while it is looked at. The disk is read once and again only where it is
 * told to have changed; a text that stays the same stays the same `Source`, so that whatever was worked
 * out for it can be kept.
 */
export class LivePolicy {
  #found: Found | undefined;
  #last: LoadedPolicy | undefined;
  #relatedForgotten = false;
  readonly #onDisk = new Map<string, Decoded | LoadProblem>();
  readonly #edited = new Map<string, { readonly text: string; readonly decoded: Decoded }>();
  readonly #related = new Map<string, Related>();

  constructor(
    readonly scope: LiveScope,
    readonly open: OpenTexts,
  ) {}

  /** Looks at the disk anew for a file, for all that lies below a folder, or for everything. */
  forget(path?: string): void {
    this.#found = undefined;
    const gone = (known: string): boolean =>
      path === undefined || known === path || known.startsWith(path + sep);
    for (const known of this.#onDisk.keys()) if (gone(known)) this.#onDisk.delete(known);
    for (const [key, related] of this.#related)
      if (gone(related.path)) this.#relatedForgotten = this.#related.delete(key);
  }

  /** Whether the policy reads, or read last time, a file. */
  reads(path: string): boolean {
    const related = [...this.#related.values()].some((known) => known.path === path);
    return related || this.scope.takes(path) || this.#onDisk.has(path);
  }

  /**
   * The policy as it is now: the same object as before, where nothing has changed. A folder without any
   * policy file is no problem here.
   */
  load(): LoadedPolicy {
    const now = this.#read();
    const last = this.#last;
    if (last !== undefined && !this.#relatedChanged() && same(last, now)) return last;
    this.#relatedForgotten = false;
    this.#last = now;
    return now;
  }

  /** Whether a file that the policy names has to be read again. */
  #relatedChanged(): boolean {
    const known = [...this.#related.values()];
    return this.#relatedForgotten || known.some(({ path, text }) => this.open.get(path) !== text);
  }

  #read(): LoadedPolicy {
    for (const path of this.#edited.keys()) if (!this.open.has(path)) this.#edited.delete(path);
    const { files, byRealPath, problems } = (this.#found ??= this.scope.find());
    const texts = new Map(files.map((path) => [path, this.open.get(path)]));
    for (const [path, text] of this.open)
      if (!texts.has(path)) {
        const listed = byRealPath.get(realPath(path));
        if (listed !== undefined || this.scope.takes(path)) texts.set(listed ?? path, text);
      }
    // What was found is in order already.
    const inOrder =
      texts.size === files.length
        ? [...texts]
        : [...texts].sort(([one], [other]) => compareBytes(one, other));
    const read = inOrder.map(([path, text]) =>
      text === undefined ? this.#disk(path) : this.#text(path, text, byRealPath),
    );
    const decoded = read.filter((one) => 'source' in one);
    return {
      sources: decoded.map(({ source }) => source),
      root: this.scope.root,
      problems: [
        ...problems.filter(({ kind }) => kind !== 'no-policy-files'),
        ...read.filter((one) => 'kind' in one),
      ],
      textProblems: decoded.flatMap((file) => file.problems),
      readRelated: (from, path) => this.#relatedFile(from, path),
    };
  }

  #disk(path: string): Decoded | LoadProblem {
    const known =
      this.#onDisk.get(path) ?? readPolicyFile(path, displayName(path, this.scope.root));
    this.#onDisk.set(path, known);
    return known;
  }

  /** A text that is what the disk holds keeps what is known of the bytes there, such as a byte order mark. */
  #text(path: string, text: string, listed: Found['byRealPath']): Decoded {
    const known = this.#edited.get(path);
    if (known?.text === text) return known.decoded;
    const saved = listed.has(realPath(path)) ? this.#disk(path) : undefined;
    const unchanged = saved !== undefined && 'source' in saved && saved.source.text === text;
    const name = displayName(path, this.scope.root);
    const decoded = unchanged ? saved : decodePolicyText(text, name, path);
    this.#edited.set(path, { text, decoded });
    return decoded;
  }

  #relatedFile(from: Source, path: string): RelatedFile {
    const { name, absolute } = relatedPath(from, path);
    const text = this.open.get(absolute);
    const known = this.#related.get(name);
    if (known !== undefined && known.text === text) return known.file;
    const file =
      text === undefined
        ? readRelated(from, path)
        : acceptRelated(decodeSource(Buffer.from(text), name, absolute));
    this.#related.set(name, { path: absolute, text, file });
    return file;
  }
}

/** Whether two readings of a policy have the same files and the same problems. */
function same(a: LoadedPolicy, b: LoadedPolicy): boolean {
  return (
    a.sources.length === b.sources.length &&
    a.problems.length === b.problems.length &&
    a.sources.every((source, at) => source === b.sources[at]) &&
    a.problems.every(({ message }, at) => message === b.problems[at]?.message)
  );
}
