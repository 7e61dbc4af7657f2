import { readdirSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { findPolicyFiles } from '../source/find-files.js';
import { folderScope, LivePolicy, type LiveScope } from '../source/live.js';
import { newChecker } from './check.js';
import type { Documents, OpenDocument } from './documents.js';
import { Snapshot } from './snapshot.js';

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

/**
 * The policies of an editor: each workspace folder is one. A file outside of all of them, or one that
 * its folder's policy passes over, forms a policy with the `.warren` files that lie beside it, not with
 * those below, which for a file in a home folder could be anything. A text of the language that is no
 * `.warren` file, or no file yet, is a policy by itself.
 */
export class Folders {
  readonly #workspace = new Map<string, Folder>();
  readonly #loose = new Map<string, Folder>();

  constructor(readonly documents: Documents) {}

  /** All policies. */
  get all(): readonly Folder[] {
    return [...this.#workspace.values(), ...this.#loose.values()];
  }

  /** Opens a workspace folder, by its absolute path. */
  add(root: string): Folder {
    const known = this.#workspace.get(root);
    if (known !== undefined) return known;
    const folder = new Folder(
      folderScope(root, () => findPolicyFiles([root], root)),
      this.documents,
    );
    this.#workspace.set(root, folder);
    return folder;
  }

  /** Closes a workspace folder. */
  remove(root: string): Folder | undefined {
    const folder = this.#workspace.get(root);
    this.#workspace.delete(root);
    return folder;
  }

  /** The policy that a document belongs to. */
  of(document: OpenDocument): Folder | undefined {
    return this.around(document.path) ?? this.#looseOf(document);
  }

  /** The workspace folder whose policy reads a file: of nested ones, the innermost. */
  around(path: string): Folder | undefined {
    const around = [...this.#workspace].filter(([, { policy }]) => policy.reads(path));
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

/** The scope of a document that no workspace folder takes, and a key for it. */
function looseScope({ path, language }: OpenDocument): readonly [string, LiveScope] | undefined {
  if (isAbsolute(path) && path.endsWith('.warren')) {
    const root = dirname(path);
    const takes = (other: string): boolean => dirname(other) === root && other.endsWith('.warren');
    return [root, { root, takes, find: () => findPolicyFiles(beside(root), root) }];
  }
  if (language !== 'warren') return undefined;
  const takes = (other: string): boolean => other === path;
  return [path, { root: process.cwd(), takes, find: () => findPolicyFiles([], path) }];
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
