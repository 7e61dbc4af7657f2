import { existsSync, statSync } from 'node:fs';
import { dirname, posix, relative, resolve, sep } from 'node:path';
import { decodeSource } from '../../source/decode.js';
import { loadProblem } from '../../source/load-problem.js';
import { maxPolicyBytes, tooLargePolicy } from '../../source/load.js';
import {
  acceptRelated,
  maxRelatedBytes,
  tooLargeRelated,
  type RelatedFile,
} from '../../source/related.js';
import type { Files } from './files.js';
import { readObjects } from './git-objects.js';
import { git } from './git-run.js';
import { readTree, type GitTree, type TreeFile } from './git-tree.js';
import { policyFilesIn } from './git-walk.js';

/** The files of a commit, or why there are none. */
export type FilesOfCommit =
  { readonly ok: true; readonly files: Files } | { readonly ok: false; readonly reason: string };

/** A commit, and where its repository has the folder on disk that git is run in. */
interface Commit {
  readonly ref: string;
  readonly tree: GitTree;
  readonly folder: string;
  /** The folder's path from the top of the repository, with a slash at its end; empty for the top. */
  readonly prefix: string;
}

/**
 * The files of the commit `ref` of the repository that holds a path, which must exist on disk too.
 * Nothing is checked out: git is asked for the contents. Files are shown as `REF:PATH`.
 */
export function filesOfCommit(ref: string, path: string, cwd: string): FilesOfCommit {
  const start = resolve(cwd, path);
  if (!existsSync(start)) return { ok: false, reason: `${path} does not exist` };
  const folder = statSync(start).isDirectory() ? start : dirname(start);
  const top = git(folder, ['rev-parse', '--show-prefix']);
  if (!top.ok) return { ok: false, reason: `${path}: ${top.reason}` };
  const read = readTree(folder, ref);
  if (!read.ok) return read;
  const prefix = top.bytes.toString().replace(/\n$/, '');
  return { ok: true, files: filesOf({ ref, tree: read.tree, folder, prefix }, cwd) };
}

const NOTHING = { root: '', sources: [], textProblems: [] };

function filesOf(commit: Commit, cwd: string): Files {
  const at = (path: string): string => inCommit(resolve(cwd, path), commit);
  return {
    policy(path) {
      const { files, missing, foreign } = policyFilesIn(commit.tree, at(path));
      const problems = [
        ...missing.map((one) => loadProblem('missing', path, shown(one, commit))),
        ...foreign.map((one) => loadProblem('foreign-link', path, shown(one, commit))),
      ];
      if (files.length === 0 && problems.length === 0)
        problems.push(loadProblem('no-policy-files', path, shown(at(path), commit)));
      return problems.length > 0 ? { ...NOTHING, problems } : policyOf(files, commit);
    },
    related: (from, path) =>
      read(inCommit(resolve(dirname(from.path ?? from.name), path), commit), commit),
    file: (path) => read(at(path), commit),
    exists: (path) => commit.tree.find(at(path)) !== undefined,
  };
}

/** The path that a path on disk has from the top of the repository; `../…` where it is outside. */
function inCommit(path: string, { folder, prefix }: Commit): string {
  const below = relative(folder, path).split(sep).join('/');
  return posix.join(prefix, below).replace(/\/$/, '');
}

function shown(path: string, { ref }: Commit): string {
  return `${ref}:${path}`;
}

function policyOf(found: readonly TreeFile[], commit: Commit): ReturnType<Files['policy']> {
  const { folder } = commit;
  const read = readObjects(
    folder,
    found.map(({ path, id }) => ({ id, name: shown(path, commit) })),
    maxPolicyBytes,
  );
  if (!read.ok)
    return {
      ...NOTHING,
      problems: [{ kind: 'unreadable', path: folder, message: read.reason }],
    };
  const decoded = found.map(({ path, id }) => {
    const name = shown(path, commit);
    const object = read.objects.get(id);
    return object?.kind === 'too-large'
      ? tooLargePolicy(name, onDisk(path, commit), object.size)
      : decodeSource(object?.bytes ?? new Uint8Array(), name, onDisk(path, commit));
  });
  return {
    root: '',
    sources: decoded.map(({ source }) => source),
    problems: [],
    textProblems: decoded.flatMap(({ problems }) => problems),
  };
}

function read(path: string, commit: Commit): RelatedFile {
  const name = shown(path, commit);
  const found = commit.tree.find(path);
  if (found === undefined) return { ok: false, message: `${name} does not exist` };
  if (found.kind !== 'file') return { ok: false, message: `${name} is not a regular file` };
  const answer = readObjects(commit.folder, [{ id: found.id, name }], maxRelatedBytes);
  if (!answer.ok) return { ok: false, message: answer.reason };
  const object = answer.objects.get(found.id);
  if (object?.kind === 'too-large') return tooLargeRelated(name);
  const bytes = object?.bytes ?? new Uint8Array();
  return acceptRelated(decodeSource(bytes, name, onDisk(path, commit)));
}

/** Where a file of a commit lies, or would lie, on disk. */
function onDisk(path: string, { folder, prefix }: Commit): string {
  return resolve(folder, posix.relative(prefix, path));
}
