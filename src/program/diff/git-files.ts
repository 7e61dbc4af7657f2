import { existsSync, statSync } from 'node:fs';
import { dirname, posix, relative, resolve, sep } from 'node:path';
import { CONFIG_NAME, maxConfigBytes, tooLargeConfig, type Config } from '../../source/config.js';
import { decodeConfig, ignoring } from '../../source/decode-config.js';
import { decodeSource } from '../../source/decode.js';
import { loadProblem, type LoadProblem } from '../../source/load-problem.js';
import { lazily } from '../../source/lazily.js';
import { maxPolicyBytes, tooLargePolicy } from '../../source/policy-text.js';
import { policyRoot, severalPolicies } from '../../source/load.js';
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
 * The files of the commit `ref` of the repository that holds a path, whether or not that exists on disk.
 * Nothing is checked out: git is asked for the contents. Files are shown as `REF:PATH`.
 */
export function filesOfCommit(ref: string, path: string, cwd: string): FilesOfCommit {
  // What was removed is in the commit alone, and its folder with it.
  let start = resolve(cwd, path);
  while (!existsSync(start)) start = dirname(start);
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
      const asked = at(path);
      const root = rootIn(commit, path, cwd) ?? asked;
      const [only, ...more] = policiesBelow(root, commit, posix.relative(root, asked) === '');
      if (only !== undefined && more.length === 0) return only;
      const name = shown(asked, commit);
      if (only === undefined)
        return { ...NOTHING, problems: [loadProblem('no-policy-files', path, name)] };
      const roots = [only, ...more].map((one) => onDisk(one.root, commit));
      return { ...NOTHING, problems: [severalPolicies(path, name, roots, cwd)] };
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

/**
 * The root of the policy that a path belongs to, from the top of the repository: that on disk, so that both sides
 * are of one extent; else that in the commit. Undefined where there is none.
 */
function rootIn(commit: Commit, path: string, cwd: string): string | undefined {
  const now = policyRoot(resolve(cwd, path));
  const known = now === undefined ? undefined : inCommit(now, commit);
  if (known !== undefined && !known.startsWith('..')) return known;
  const asked = inCommit(resolve(cwd, path), commit);
  for (let folder = asked; !folder.startsWith('..'); folder = posix.dirname(folder)) {
    const entry = commit.tree.find(folder);
    if (entry?.kind === 'folder' && entry.names.has(CONFIG_NAME)) return folder;
    if (folder === posix.dirname(folder)) return undefined;
  }
  return undefined;
}

/** The policy of a folder or file, and those of the roots below it; without those that hold no file. */
function policiesBelow(
  root: string,
  commit: Commit,
  takesNested: boolean,
): readonly ReturnType<Files['policy']>[] {
  const path = onDisk(root, commit);
  const config = configOf(root, commit);
  if (config !== undefined && 'kind' in config) return [{ ...NOTHING, root, problems: [config] }];
  const { files, missing, foreign, nested } = policyFilesIn(
    commit.tree,
    root,
    config === undefined ? undefined : ignoring(config, lazily),
  );
  const problems = [
    ...missing.map((one) => loadProblem('missing', path, shown(one, commit))),
    ...foreign.map((one) => loadProblem('foreign-link', path, shown(one, commit))),
  ];
  const own =
    problems.length > 0
      ? { ...NOTHING, problems }
      : { ...policyOf(files, commit), ...(config && { config }) };
  const isOwn = files.length + problems.length > 0;
  // A root that is given is meant itself, without the roots below it.
  const below = takesNested ? nested.flatMap((one) => policiesBelow(one, commit, true)) : [];
  if (isOwn && config !== undefined) {
    const apart = below.map((one) => posix.relative(root, one.root));
    return [{ ...own, root, ...(apart.length > 0 && { apart }) }];
  }
  return isOwn ? [{ ...own, root }, ...below] : below;
}

/** What the `warren.yaml` of a folder in a commit says, or why it cannot be read; undefined without one. */
function configOf(root: string, commit: Commit): Config | LoadProblem | undefined {
  const folder = commit.tree.find(root);
  if (folder?.kind !== 'folder' || !folder.names.has(CONFIG_NAME)) return undefined;
  const path = posix.join(root, CONFIG_NAME);
  const [name, place] = [shown(path, commit), onDisk(path, commit)];
  const found = commit.tree.find(path);
  if (found?.kind !== 'file')
    return loadProblem('unreadable', place, name, 'it is no regular file');
  const answer = readObjects(commit.folder, [{ id: found.id, name }], maxConfigBytes);
  if (!answer.ok) return { kind: 'unreadable', path: place, message: answer.reason };
  const object = answer.objects.get(found.id);
  if (object?.kind === 'too-large') return tooLargeConfig(name, place, object.size);
  return decodeConfig(object?.bytes ?? new Uint8Array(), name, place, lazily);
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
