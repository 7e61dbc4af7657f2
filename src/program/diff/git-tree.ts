import { posix } from 'node:path';
import { readObjects, unreadable } from './git-objects.js';
import { git } from './git-run.js';

/** A file of a commit; the id is that of its contents. */
export interface TreeFile {
  readonly kind: 'file';
  /** Its path from the top of the repository, with every link followed. */
  readonly path: string;
  readonly id: string;
}

/** A folder of a commit. */
export interface TreeFolder {
  readonly kind: 'folder';
  readonly path: string;
  readonly names: ReadonlySet<string>;
}

type Entry =
  TreeFile | (TreeFolder & { readonly names: Set<string> }) | { kind: 'link'; target: string };

/** Links may lead to links, but not for ever; as many as Linux follows. */
const MOST_LINKS = 40;

/** The files and folders of one commit, as its repository knows them. Paths part at `/`. */
export class GitTree {
  readonly #entries = new Map<string, Entry>([['.', folder('.')]]);

  /**
   * Finds what stands at a path from the top of the repository; undefined where nothing does, or a
   * link that leads out of it.
   */
  find(path: string, links = MOST_LINKS): TreeFile | TreeFolder | undefined {
    let here = '.';
    const parts = posix
      .normalize(path)
      .split('/')
      .filter((part) => part !== '' && part !== '.');
    for (const [at, part] of parts.entries()) {
      here = posix.join(here, part);
      const entry = this.#entries.get(here);
      if (entry?.kind !== 'link') continue;
      if (links === 0 || posix.isAbsolute(entry.target)) return undefined;
      const rest = parts.slice(at + 1);
      return this.find(posix.join(posix.dirname(here), entry.target, ...rest), links - 1);
    }
    const found = this.#entries.get(here);
    return found?.kind === 'link' ? undefined : found;
  }

  /** Adds a file, or the target of a link, with the folders that it is in. */
  add(path: string, entry: TreeFile | { kind: 'link'; target: string }): void {
    this.#entries.set(path, entry);
    for (let below = path; below !== '.'; below = posix.dirname(below)) {
      const parent = posix.dirname(below);
      const known = this.#entries.get(parent) ?? folder(parent);
      this.#entries.set(parent, known);
      if (known.kind === 'folder') known.names.add(posix.basename(below));
    }
  }
}

function folder(path: string): TreeFolder & { readonly names: Set<string> } {
  return { kind: 'folder', path, names: new Set() };
}

/** A tree that was read, or why not. */
export type ReadTree =
  { readonly ok: true; readonly tree: GitTree } | { readonly ok: false; readonly reason: string };

/** The longest target that a link has, in bytes; as on Linux. */
const LONGEST_TARGET = 4096;

/** Reads which files the commit, tag or tree `ref` of the repository around a folder holds. */
export function readTree(folderInside: string, ref: string): ReadTree {
  const named = git(folderInside, ['rev-parse', '--verify', '--quiet', `${ref}^{tree}`]);
  if (!named.ok) return { ok: false, reason: unknown(folderInside, ref) };
  const id = named.bytes.toString().trim();
  const listed = git(folderInside, ['ls-tree', '-r', '-z', '--full-tree', id]);
  if (!listed.ok) return { ok: false, reason: unreadable(ref, listed) };
  const tree = new GitTree();
  const links: { path: string; id: string; name: string }[] = [];
  for (const line of listed.bytes.toString().split('\0')) {
    const [, mode, type, object = '', path = ''] = /^(\d+) (\w+) (\w+)\t(.*)$/s.exec(line) ?? [];
    if (type !== 'blob') continue;
    if (mode === '120000') links.push({ path, id: object, name: `${ref}:${path}` });
    else tree.add(path, { kind: 'file', path, id: object });
  }
  const targets = readObjects(folderInside, links, LONGEST_TARGET);
  if (!targets.ok) return targets;
  for (const link of links) {
    const target = targets.objects.get(link.id);
    if (target?.kind === 'read')
      tree.add(link.path, { kind: 'link', target: Buffer.from(target.bytes).toString() });
  }
  return { ok: true, tree };
}

/** Why a name stands for no tree: it names nothing or something else, or the repository lacks it. */
function unknown(folder: string, ref: string): string {
  const named = git(folder, ['rev-parse', '--verify', '--quiet', ref]);
  const id = named.ok ? named.bytes.toString().trim() : '';
  const type = id === '' ? undefined : git(folder, ['cat-file', '-t', id]);
  const lacks = type !== undefined && (!type.ok || type.bytes.toString().trim() === 'commit');
  return lacks ? unreadable(ref, type) : `git knows no commit ${ref}`;
}
