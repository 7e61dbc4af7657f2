import { readdirSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { loadProblem, problemOf } from './load-problem.js';
import type { LoadProblem } from './load-problem.js';
import { compareBytes, displayName } from './naming.js';
import { errorCode } from './system-error.js';

/** Absolute paths of policy files, in bytewise order, and what could not be looked into. */
export interface Found {
  readonly files: readonly string[];
  /** The same files by their real paths, in which no part is a symbolic link. */
  readonly byRealPath: ReadonlyMap<string, string>;
  readonly problems: readonly LoadProblem[];
}

/** One walk below one path: where names start from, and the real folders on record against loops. */
interface Walk {
  readonly cwd: string;
  readonly folders: Set<string>;
  readonly files: string[];
  readonly problems: LoadProblem[];
}

/**
 * Finds the policy files that `paths` (relative to `cwd`) name: files by any name, and below folders
 * every `*.warren`. Entries that start with a dot and `node_modules` are skipped. Symbolic links are
 * followed, but from no `*.warren` to a file of another kind; a file reached in several ways counts once, by the path that comes first.
 */
export function findPolicyFiles(paths: readonly string[], cwd: string): Found {
  const walks = paths.map((path) => walkFrom(resolve(cwd, path), cwd));
  const files = new Map<string, string>();
  for (const path of walks.flatMap((walk) => walk.files).sort(compareBytes)) {
    const real = realPath(path);
    if (!files.has(real)) files.set(real, path);
  }
  const problems = new Map(
    walks.flatMap((walk) => walk.problems).map((problem) => [problem.message, problem]),
  );
  return { files: [...files.values()], byRealPath: files, problems: [...problems.values()] };
}

/** Whether a file below `root` is, or would be, found there by its name. */
export function isPolicyFileOf(root: string, path: string): boolean {
  const entries = relative(root, path).split(sep);
  return path.endsWith('.warren') && !isAbsolute(entries.join(sep)) && !entries.some(isSkipped);
}

function walkFrom(path: string, cwd: string): Walk {
  const walk: Walk = { cwd, folders: new Set(), files: [], problems: [] };
  visit(path, true, walk);
  if (walk.files.length === 0 && walk.problems.length === 0)
    walk.problems.push(loadProblem('no-policy-files', path, displayName(path, cwd)));
  return walk;
}

/** Takes in a file or a folder; `wanted` says that it counts whatever its name. */
function visit(path: string, wanted: boolean, walk: Walk): void {
  const name = displayName(path, walk.cwd);
  try {
    const stats = statSync(path);
    if (stats.isDirectory()) visitFolder(path, walk);
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

function visitFolder(path: string, walk: Walk): void {
  const real = realpathSync(path);
  if (walk.folders.has(real)) return;
  walk.folders.add(real);
  const entries = readdirSync(path, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => compareBytes(a.name, b.name))) {
    if (isSkipped(entry.name)) continue;
    const wanted = entry.name.endsWith('.warren') || entry.isDirectory();
    if (wanted || entry.isSymbolicLink()) visit(join(path, entry.name), wanted, walk);
  }
}

/** Whether a file has the name of a policy file by a link alone. A report would show its lines, and it may hold secrets. */
function leadsAstray(path: string): boolean {
  return path.endsWith('.warren') && !realPath(path).endsWith('.warren');
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
