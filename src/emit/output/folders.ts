import { lstatSync, mkdirSync, readdirSync, rmdirSync, unlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { errorCode } from '../../source/system-error.js';

/** What stands at a path itself: a link is a link, wherever it leads. */
export type Kind = 'nothing' | 'folder' | 'file' | 'link' | 'special file';

/**
 * What stands at a path, which no link at its end leads away from.
 *
 * @throws the system's error where it cannot be looked at
 */
export function entryKind(path: string): Kind {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return 'nothing';
  if (stats.isDirectory()) return 'folder';
  if (stats.isFile()) return 'file';
  return stats.isSymbolicLink() ? 'link' : 'special file';
}

/** The folders on the way to `path`, itself included, that do not exist; the deepest first. */
export function missingFolders(path: string): readonly string[] {
  const missing: string[] = [];
  for (let at = path; kindOr(at) === 'nothing' && dirname(at) !== at; at = dirname(at))
    missing.push(at);
  return missing;
}

/** Makes folders, of which the deepest stands first. Another run may make them as well. */
export function makeFolders(folders: readonly string[]): void {
  for (const folder of [...folders].reverse()) makeFolder(folder);
}

/** Makes a folder unless there is one. */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST' || entryKind(folder) !== 'folder') throw error;
  }
}

/** Removes folders in the order given, as long as they are empty. */
export function removeEmpty(folders: readonly string[]): void {
  for (const folder of folders) {
    try {
      rmdirSync(folder);
    } catch {
      // It was never made, or someone else uses it.
    }
  }
}

/**
 * Removes what stands at a path, with all below it. Of a link the link alone goes. What another run
 * removes at the same time is gone as well.
 *
 * @throws the system's error where something resists
 */
export function removeTree(path: string): void {
  try {
    if (entryKind(path) !== 'folder') {
      unlinkSync(path);
      return;
    }
    for (const name of readdirSync(path)) removeTree(join(path, name));
    rmdirSync(path);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
}

/** Something below a folder. */
export interface FolderEntry {
  /** Relative to the folder, with `/`. */
  readonly path: string;
  readonly kind: Kind;
}

/**
 * Everything below a folder that is not a folder itself, in no particular order. What another run
 * removes at the same time is not there.
 */
export function entriesBelow(folder: string): readonly FolderEntry[] {
  return namesIn(folder).flatMap((name) => {
    const kind = entryKind(join(folder, name));
    if (kind === 'nothing') return [];
    if (kind !== 'folder') return [{ path: name, kind }];
    return entriesBelow(join(folder, name)).map((entry) => ({
      ...entry,
      path: `${name}/${entry.path}`,
    }));
  });
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/** A path that cannot be looked at is not known to be free. */
function kindOr(path: string): Kind {
  try {
    return entryKind(path);
  } catch {
    return 'special file';
  }
}
