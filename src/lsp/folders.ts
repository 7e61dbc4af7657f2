import { readdirSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { ignoring } from '../source/decode-config.js';
import { findPolicyFiles, isRoot, type Found } from '../source/find-files.js';
import { lazily } from '../source/lazily.js';
import { folderScope, LivePolicy, type LiveScope } from '../source/live.js';
import { policyRoot, readConfig } from '../source/load.js';
import { newChecker } from './check.js';
import type { Documents, OpenDocument } from './documents.js';
import { Snapshot } from '../assist/snapshot.js';

/** One policy that the editor looks at. */
export class Folder {
  readonly policy: LivePolicy;
  readonly #checker = newChecker();
  #snapshot: Snapshot | undefined;
  #isStale = true;

  constructor(scope: LiveScope, documents: Documents) {
    this.policy = new LivePolicy(scope, documents.texts);
  }

  /** The policy as it is now; what is known of it is kept as long as nothing has changed. */
  get snapshot(): Snapshot {
    if (this.#snapshot === undefined || this.#isStale) {
      const loaded = this.policy.load();
      if (this.#snapshot?.loaded !== loaded) this.#snapshot = new Snapshot(loaded, this.#checker);
      this.#isStale = false;
    }
    return this.#snapshot;
  }

  /** Takes note that a file may have changed on the disk or in the editor. */
  changed(): void {
    this.#isStale = true;
  }
}

/** The policies that came and went. */
export interface Turnover {
  readonly opened: readonly Folder[];
  readonly closed: readonly Folder[];
}

/**
 * The policies of an editor: of each workspace folder that of its root, which is the nearest folder at or
 * above it with a `warren.yaml`, else itself; and each root below. A file outside of all of them, or one that
 * its folder's policy passes over, belongs to the policy of the nearest root above it; without one it forms a policy
 * with the `.warren` files that lie beside it, not with
 * those below, which for a file in a home folder could be anything. A text of the language that is no
 * `.warren` file, or no file yet, is a policy by itself.
 */
export class Folders {
  readonly #workspace = new Set<string>();
  readonly #roots = new Map<string, Folder>();
  readonly #loose = new Map<string, Folder>();

  constructor(readonly documents: Documents) {}

  /** All policies. */
  get all(): readonly Folder[] {
    return [...this.#roots.values(), ...this.#loose.values()];
  }

  /** Opens and closes workspace folders, by their absolute paths: all at once, as the disk is looked at each time. */
  change(opened: readonly string[], closed: readonly string[] = []): Turnover {
    for (const folder of closed) this.#workspace.delete(folder);
    for (const folder of opened) this.#workspace.add(folder);
    return this.lookForRoots();
  }

  /** Looks at the disk for the roots of the workspace, as where a `warren.yaml` has come or gone. */
  lookForRoots(): Turnover {
    const roots = new Set([...this.#workspace].flatMap(rootsAround));
    const closed = [...this.#roots].filter(([root]) => !roots.has(root));
    for (const [root] of closed) this.#roots.delete(root);
    const opened: Folder[] = [];
    for (const root of roots) {
      if (this.#roots.has(root)) continue;
      const folder = new Folder(folderScope(root), this.documents);
      this.#roots.set(root, folder);
      opened.push(folder);
    }
    return { opened, closed: closed.map(([, folder]) => folder) };
  }

  /** The policy that a document belongs to. */
  of(document: OpenDocument): Folder | undefined {
    return this.around(document.path) ?? this.#looseOf(document);
  }

  /** The policy of the workspace that reads a file: of nested ones, the innermost. */
  around(path: string): Folder | undefined {
    const around = [...this.#roots].filter(([, { policy }]) => policy.reads(path));
    return around.sort(([a], [b]) => b.length - a.length)[0]?.[1];
  }

  /** Lets go of the policies that no open document belongs to, outside of the workspace; and answers them. */
  prune(): readonly Folder[] {
    const used = new Set(Array.from(this.documents.all, (document) => this.of(document)));
    const unused = [...this.#loose].filter(([, folder]) => !used.has(folder));
    for (const [key] of unused) this.#loose.delete(key);
    return unused.map(([, folder]) => folder);
  }

  #looseOf(document: OpenDocument): Folder | undefined {
    const scope = looseScope(document);
    if (scope === undefined) return undefined;
    const [key, made] = scope;
    const known = this.#loose.get(key);
    if (known !== undefined) return known;
    const folder = new Folder(made, this.documents);
    this.#loose.set(key, folder);
    return folder;
  }
}

/** The root of a workspace folder, and the roots below it. */
function rootsAround(folder: string): readonly string[] {
  const around = policyRoot(folder) ?? folder;
  return [around, ...rootsBelow(folder)];
}

function rootsBelow(folder: string): readonly string[] {
  const config = isRoot(folder) ? readConfig(folder, folder) : undefined;
  const ignores = config !== undefined && 'source' in config ? ignoring(config, lazily) : undefined;
  const { nested } = findPolicyFiles([folder], folder, ignores);
  return nested.flatMap((root) => [root, ...rootsBelow(root)]);
}

/** The scope of a document that no workspace folder takes, and a key for it. */
function looseScope({ path, language }: OpenDocument): readonly [string, LiveScope] | undefined {
  if (isAbsolute(path) && path.endsWith('.warren')) {
    const above = policyRoot(path);
    if (above !== undefined) return [above, folderScope(above)];
    const root = dirname(path);
    const takes = (other: string): boolean => dirname(other) === root && other.endsWith('.warren');
    const find = (): Found => findPolicyFiles(beside(root), root);
    return [`${root}/*`, { root, takes, find, hasConfig: false }];
  }
  if (language !== 'warren') return undefined;
  const takes = (other: string): boolean => other === path;
  const find = (): Found => findPolicyFiles([], path);
  return [path, { root: process.cwd(), takes, find, hasConfig: false }];
}

/** The policy files that lie directly in a folder; none where it cannot be read. */
function beside(root: string): readonly string[] {
  try {
    const entries = readdirSync(root, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && entry.name.endsWith('.warren'))
      .map((entry) => join(root, entry.name));
  } catch {
    return [];
  }
}
