import { lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { CONFIG_NAME } from './config.js';
import { problemOf } from './problem-of.js';
import { loadProblem } from './load-problem.js';
import type { LoadProblem } from './load-problem.js';
import { compareBytes } from './naming.js';
import { displayName } from './paths.js';
import { errorCode } from './system-error.js';

/** Absolute paths of policy files, in bytewise order, and what could not be looked into. */
export interface Found {
  readonly files: readonly string[];
  /** The same files by their real paths, in which no part is a symbolic link. */
  readonly byRealPath: ReadonlyMap<string, string>;
  /** The folders met that are roots of policies of their own, of which nothing is taken. */
  readonly nested: readonly string[];
  readonly problems: readonly LoadProblem[];
}

/**
 * The most files and folders that links lead to outside of the folder given. A policy shares a folder with
 * others; a link to `/` or to a home would have the whole disk looked through.
 */
export const MAX_OUTSIDE = 20_000;

/** One walk below one path: where names start from, and the real folders on record against loops. */
interface Walk {
  readonly cwd: string;
  /** The path itself, without links. */
  readonly root: string;
  /** How much was met so far outside of it. */
  outside: number;
  readonly folders: Set<string>;
  /** Whether a file or folder below the path, by its relative path, is left out. */
  readonly ignores: Ignores;
  readonly from: string;
  readonly files: string[];
  readonly nested: string[];
  readonly problems: LoadProblem[];
}

/**
 * Finds the policy files that `paths` (relative to `cwd`) name: files by any name, and below folders
 * every `*.warren`. Entries that start with a dot and `node_modules` are skipped. Symbolic links are
 * followed, but from no `*.warren` to a file of another kind; a file reached in several ways counts once, by
 * the path that comes first. Outside of what `paths` name no more than `MAX_OUTSIDE` is looked at. A folder
 * below that holds a `warren.yaml` is passed over, as it is a policy of its own.
 *
 * @param ignores what else is left out, by its path below the one of `paths` with `/`
 */
export function findPolicyFiles(
  paths: readonly string[],
  cwd: string,
  ignores: Ignores = () => false,
): Found {
  const walks = paths.map((path) => walkFrom(resolve(cwd, path), cwd, ignores));
  const files = new Map<string, string>();
  for (const path of walks.flatMap((walk) => walk.files).sort(compareBytes)) {
    const real = realPath(path);
    if (!files.has(real)) files.set(real, path);
  }
  const problems = new Map(
    walks.flatMap((walk) => walk.problems).map((problem) => [problem.message, problem]),
  );
  const nested = [...new Set(walks.flatMap((walk) => walk.nested))].sort(compareBytes);
  return {
    files: [...files.values()],
    byRealPath: files,
    nested,
    problems: [...problems.values()],
  };
}

/** Whether a file below the folder `root` is, or would be, found there by its name. */
export function isPolicyFileOf(root: string, path: string, ignores?: Ignores): boolean {
  if (!path.endsWith('.warren') || !isPartOf(root, path, ignores)) return false;
  const entries = relative(root, path).split(sep).slice(0, -1);
  return !entries.some((_, at) => isRoot(join(root, ...entries.slice(0, at + 1))));
}

/** Whether a folder, or a file by its name, that lies below the folder `root` is looked at there. */
export function isPartOf(root: string, path: string, ignores: Ignores = () => false): boolean {
  const entries = relative(root, path).split(sep);
  if (isAbsolute(entries.join(sep)) || entries.some(isSkipped)) return false;
  if (entries.some((_, at) => ignores(entries.slice(0, at + 1).join('/')))) return false;
  return path.endsWith('.warren') || isFolder(path);
}

/** Whether a path below a folder, relative and with `/`, is left out. */
export type Ignores = (path: string) => boolean;

/** Whether a folder holds a `warren.yaml`, be it a good one or not. */
export function isRoot(folder: string): boolean {
  try {
    lstatSync(join(folder, CONFIG_NAME));
    return true;
  } catch {
    return false;
  }
}

/** The nearest folder at or above a path (absolute) that holds a `warren.yaml`. */
export function rootOf(path: string): string | undefined {
  for (let folder = isFolder(path) ? path : dirname(path); ; folder = dirname(folder)) {
    if (isRoot(folder)) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function walkFrom(path: string, cwd: string, ignores: Walk['ignores']): Walk {
  const root = realPath(path);
  const walk: Walk = {
    ...{ cwd, root, from: path, outside: 0, folders: new Set(), ignores },
    ...{ files: [], nested: [], problems: [] },
  };
  visit(path, true, walk);
  if (walk.files.length + walk.nested.length + walk.problems.length === 0)
    walk.problems.push(loadProblem('no-policy-files', path, displayName(path, cwd)));
  return walk;
}

/** Takes in a file or a folder; `wanted` says that it counts whatever its name, `link` what led outside. */
function visit(path: string, wanted: boolean, walk: Walk, link?: string): void {
  const name = displayName(path, walk.cwd);
  try {
    const stats = statSync(path);
    if (stats.isDirectory()) visitFolder(path, walk, link);
    else if (!wanted) return;
    else if (stats.isFile() && leadsAstray(path))
      walk.problems.push(loadProblem('foreign-link', path, name));
    else if (stats.isFile()) walk.files.push(path);
    else walk.problems.push(loadProblem('not-a-file', path, name));
  } catch (error) {
    // A link that leads nowhere and is not called a policy file is none of ours.
    const leadsNowhere = ['ENOENT', 'ELOOP'].includes(errorCode(error));
    if (wanted || !leadsNowhere) walk.problems.push(problemOf(error, path, name));
  }
}

function visitFolder(path: string, walk: Walk, link: string | undefined): void {
  const real = realpathSync(path);
  if (walk.folders.has(real)) return;
  walk.folders.add(real);
  const leading = isWithin(real, walk.root) ? undefined : (link ?? path);
  if (leading !== undefined && walk.outside > MAX_OUTSIDE) return;
  const entries = readdirSync(path, { withFileTypes: true });
  if (path !== walk.from && entries.some(({ name }) => name === CONFIG_NAME)) {
    walk.nested.push(path);
    return;
  }
  if (leading !== undefined) {
    walk.outside += entries.length;
    if (walk.outside > MAX_OUTSIDE) {
      walk.problems.push(loadProblem('wide-link', leading, displayName(leading, walk.cwd)));
      return;
    }
  }
  for (const entry of entries.sort((a, b) => compareBytes(a.name, b.name))) {
    if (isSkipped(entry.name)) continue;
    const wanted = entry.name.endsWith('.warren') || entry.isDirectory();
    if (!wanted && !entry.isSymbolicLink()) continue;
    const below = join(path, entry.name);
    if (!walk.ignores(relative(walk.from, below).split(sep).join('/')))
      visit(below, wanted, walk, leading);
  }
}

/** Whether a file has the name of a policy file by a link alone. A report would show its lines, and it may hold secrets. */
function leadsAstray(path: string): boolean {
  return path.endsWith('.warren') && !realPath(path).endsWith('.warren');
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** `..`, which leads out of a folder, starts with a dot too. */
function isSkipped(entry: string): boolean {
  return entry.startsWith('.') || entry === 'node_modules';
}

/** The path without symbolic links; one that leads nowhere stands for itself. */
export function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
