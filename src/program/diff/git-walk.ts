import { posix } from 'node:path';
import { CONFIG_NAME } from '../../source/config.js';
import { compareBytes } from '../../source/naming.js';
import type { GitTree, TreeFile } from './git-tree.js';

/** Policy files by the paths that they are reached by, and paths where nothing is. */
export interface FoundInTree {
  readonly files: readonly TreeFile[];
  /** The path that was asked for, or links that lead nowhere in the commit. */
  readonly missing: readonly string[];
  /** Links with the name of a policy file that lead to a file of another kind. */
  readonly foreign: readonly string[];
  /** Folders below that are roots of policies of their own. */
  readonly nested: readonly string[];
}

/**
 * The policy files of a commit that a path names, as they would be found on disk: a file by any
 * name, and below a folder every `*.warren`. Names that start with a dot and `node_modules` are
 * skipped, and so are folders below with a `warren.yaml` of their own.
 *
 * @param ignores what else is left out, by its path below `path`
 */
export function policyFilesIn(
  tree: GitTree,
  path: string,
  ignores: (path: string) => boolean = () => false,
): FoundInTree {
  const found = new Map<string, TreeFile>();
  const missing: string[] = [];
  const foreign: string[] = [];
  const nested: string[] = [];
  const folders = new Set<string>();
  visit(path);
  return {
    files: [...found.values()].sort((a, b) => compareBytes(a.path, b.path)),
    missing,
    foreign,
    nested,
  };

  function visit(reached: string): void {
    const entry = tree.find(reached);
    if (entry === undefined) {
      missing.push(reached);
      return;
    }
    if (entry.kind === 'file') {
      // As on disk, a link must not make a policy of another file.
      if (reached.endsWith('.warren') && !entry.path.endsWith('.warren')) {
        foreign.push(reached);
        return;
      }
      // Reached in several ways, a file counts once.
      if (!found.has(entry.path)) found.set(entry.path, { ...entry, path: reached });
      return;
    }
    if (folders.has(entry.path)) return;
    folders.add(entry.path);
    if (reached !== path && entry.names.has(CONFIG_NAME)) {
      nested.push(reached);
      return;
    }
    for (const name of [...entry.names].sort(compareBytes)) {
      if (name.startsWith('.') || name === 'node_modules') continue;
      const below = posix.join(reached, name);
      if (ignores(posix.relative(path, below))) continue;
      if (name.endsWith('.warren') || tree.find(below)?.kind === 'folder') visit(below);
    }
  }
}
