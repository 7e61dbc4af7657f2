import { join, sep } from 'node:path';
import { CONFIG_NAME, type Config } from './config.js';
import { decodeConfig, ignoring } from './decode-config.js';
import { decodeSource } from './decode.js';
import type { Decoded } from './decode.js';
import type { Found, Ignores } from './find-files.js';
import { findPolicyFiles, isPolicyFileOf, isRoot, realPath } from './find-files.js';
import { lazily } from './lazily.js';
import { onDisk } from './on-disk.js';
import { decodePolicyText } from './policy-text.js';
import { readConfig, readPolicyFile } from './load.js';
import type { LoadedPolicy } from './load.js';
import type { LoadProblem } from './load-problem.js';
import { compareBytes } from './naming.js';
import { displayName } from './paths.js';
import { readRelated, relatedPath } from './read-related.js';
import { acceptRelated } from './related.js';
import type { RelatedFile } from './related.js';
import type { Source } from './source.js';

/** The texts that an editor holds, by absolute path; they count instead of what is on the disk. */
export type OpenTexts = ReadonlyMap<string, string>;

/** Which files a live policy is made of. */
export interface LiveScope {
  /** The folder that names are shown relative to; absolute. */
  readonly root: string;
  /** Finds the files on the disk. */
  readonly find: (ignores: Ignores) => Found;
  /** Whether a file that is open, and perhaps not on the disk yet, is one of them. */
  readonly takes: (path: string, ignores: Ignores) => boolean;
  /** Whether a `warren.yaml` of the folder counts. */
  readonly hasConfig: boolean;
}

/** The scope of a folder: what the command line takes of it. */
export function folderScope(root: string): LiveScope {
  return {
    root,
    find: (ignores) => findPolicyFiles([root], root, ignores),
    takes: (path, ignores) => isPolicyFileOf(root, path, ignores),
    hasConfig: true,
  };
}

/** A `warren.yaml` as it was read last. */
interface ReadConfig {
  /** What an editor held of it; undefined where it was read from the disk. */
  readonly text: string | undefined;
  /** Undefined where there is none. */
  readonly read: Config | LoadProblem | undefined;
  readonly ignores: Ignores;
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
  #config: ReadConfig | undefined;
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
    if (path === undefined || path === this.#configPath || this.#configPath.startsWith(path + sep))
      this.#config = undefined;
    const gone = (known: string): boolean =>
      path === undefined || known === path || known.startsWith(path + sep);
    for (const known of this.#onDisk.keys()) if (gone(known)) this.#onDisk.delete(known);
    for (const [key, related] of this.#related)
      if (gone(related.path)) this.#relatedForgotten = this.#related.delete(key);
  }

  /** Whether the policy reads, or read last time, a file. */
  reads(path: string): boolean {
    if (this.scope.hasConfig && path === this.#configPath) return true;
    const related = [...this.#related.values()].some((known) => known.path === path);
    return related || this.#onDisk.has(path) || this.scope.takes(path, this.#readConfig().ignores);
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

  get #configPath(): string {
    return join(this.scope.root, CONFIG_NAME);
  }

  /** What the folder's `warren.yaml` says; the files are looked for anew where that is something else. */
  #readConfig(): ReadConfig {
    const { root, hasConfig } = this.scope;
    const text = hasConfig ? this.open.get(this.#configPath) : undefined;
    if (this.#config !== undefined && this.#config.text === text) return this.#config;
    const onDisk = hasConfig && text === undefined && isRoot(root);
    const read =
      text === undefined
        ? onDisk
          ? readConfig(root, root)
          : undefined
        : decodeConfig(Buffer.from(text), CONFIG_NAME, this.#configPath, lazily);
    const config = read !== undefined && 'source' in read ? read : undefined;
    const ignores = config === undefined ? (): boolean => false : ignoring(config, lazily);
    this.#found = undefined;
    this.#config = { text, read, ignores };
    return this.#config;
  }

  #read(): LoadedPolicy {
    const { read: config, ignores } = this.#readConfig();
    for (const path of this.#edited.keys()) if (!this.open.has(path)) this.#edited.delete(path);
    const { files, byRealPath, problems } = (this.#found ??= this.scope.find(ignores));
    const texts = new Map(files.map((path) => [path, this.open.get(path)]));
    for (const [path, text] of this.open)
      if (!texts.has(path)) {
        const listed = byRealPath.get(realPath(path));
        if (listed !== undefined || this.scope.takes(path, ignores))
          texts.set(listed ?? path, text);
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
      ...onDisk(this.scope.root),
      ...(config !== undefined && 'source' in config ? { config } : {}),
      problems: [
        ...(config !== undefined && 'kind' in config ? [config] : []),
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
    a.config === b.config &&
    a.sources.length === b.sources.length &&
    a.problems.length === b.problems.length &&
    a.sources.every((source, at) => source === b.sources[at]) &&
    a.problems.every(({ message }, at) => message === b.problems[at]?.message)
  );
}
