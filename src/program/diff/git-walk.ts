import { posix } from 'node:path';
import { compareBytes } from '../../source/naming.js';
import type { GitTree, TreeFile } from './git-tree.js';

/**
 * The policy files of a commit that a path names, as they would be found on disk: a file by any
 * name, and below a folder every `*.warren`, each by the path that it is reached by. Names that start
 * with a dot and `node_modules` are skipped. Undefined where nothing is there.
 */
export function policyFilesIn(tree: GitTree, path: string): readonly TreeFile[] | undefined {
  if (tree.find(path) === undefined) return undefined;
  const found = new Map<string, TreeFile>();
  const folders = new Set<string>();
  visit(path);
  return [...found.values()].sort((a, b) => compareBytes(a.path, b.path));

  function visit(reached: string): void {
    const entry = tree.find(reached);
    if (entry === undefined) return;
    if (entry.kind === 'file') {
      // Reached in several ways, a file counts once.
      if (!found.has(entry.path)) found.set(entry.path, { ...entry, path: reached });
      return;
    }
    if (folders.has(entry.path)) return;
    folders.add(entry.path);
    for (const name of [...entry.names].sort(compareBytes)) {
      if (name.startsWith('.') || name === 'node_modules') continue;
      const below = posix.join(reached, name);
      if (name.endsWith('.warren') || tree.find(below)?.kind === 'folder') visit(below);
    }
  }
}
