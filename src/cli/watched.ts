import { readdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { loadPolicies, policyRoot } from '../source/load.js';
import { errorCode } from '../source/system-error.js';

/** What a check looks at, at one moment. All paths are absolute. */
export interface Watched {
  /** The folders in which something may change or appear. */
  readonly folders: ReadonlySet<string>;
  /** The files of the policy, each with a text that changes with it. */
  readonly files: ReadonlyMap<string, string>;
  /** Further files that the policy reads, likewise; they need not exist. */
  readonly related: ReadonlyMap<string, string>;
}

/** What is to be watched for a policy, which is given as by the user, relative to `cwd`. */
export function watchedFor(
  paths: readonly string[],
  cwd: string,
  related: Iterable<string>,
): Watched {
  const folders = new Set<string>();
  for (const path of paths) {
    const absolute = resolve(cwd, path);
    addFolders(policyRoot(absolute) ?? absolute, folders);
  }
  const files = loadPolicies(paths, cwd).flatMap(({ sources, config, problems }) => [
    ...[...sources, ...(config === undefined ? [] : [config.source])].flatMap(
      (source) => source.path ?? [],
    ),
    ...problems.map(({ path }) => path),
  ]);
  for (const file of files) folders.add(folderOf(file));
  const states = new Map(files.map((file) => [file, stateOf(file)]));
  const further = new Map([...related].map((file) => [file, stateOf(file)]));
  return withRelated({ folders, files: states, related: further }, further);
}

/** The same with other further files, each with its state when it was read. */
export function withRelated(watched: Watched, related: ReadonlyMap<string, string>): Watched {
  const folders = new Set([...watched.folders, ...[...related.keys()].map(folderOf)]);
  return { ...watched, folders, related };
}

/** The files that differ between two moments, those that came and went among them. */
export function changedFiles(before: Watched, after: Watched): readonly string[] {
  const [old, now] = [before, after].map(({ files, related }) => new Map([...files, ...related]));
  const all = new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])]);
  return [...all].filter((file) => old?.get(file) !== now?.get(file));
}

/**
 * Adds a folder and all below it, but for those that a policy passes over: Node's recursive watch would
 * take in `node_modules` too. Where a path leads to no folder, that around it is added.
 */
function addFolders(path: string, folders: Set<string>): void {
  try {
    const entries = readdirSync(path, { withFileTypes: true });
    const real = realpathSync(path);
    if (folders.has(real)) return;
    folders.add(real);
    for (const entry of entries)
      if (!entry.name.startsWith('.') && entry.name !== 'node_modules' && !entry.isFile())
        addFolders(join(path, entry.name), folders);
  } catch {
    folders.add(folderOf(path));
  }
}

/** The folder that really holds a file, or the nearest around it: there a missing one would appear. */
function folderOf(file: string): string {
  try {
    return dirname(realpathSync(file));
  } catch {
    return nearestFolder(dirname(file));
  }
}

/** A folder without links, or the nearest around it that is there; it may go at any moment. */
function nearestFolder(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    const around = dirname(folder);
    return around === folder ? folder : nearestFolder(around);
  }
}

/** A text that changes with a file. */
export function stateOf(file: string): string {
  try {
    const { ino, size, ctimeNs } = statSync(file, { bigint: true });
    return [ino, size, ctimeNs].join(' ');
  } catch (error) {
    return errorCode(error);
  }
}
