import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { decodeSource } from './decode.js';
import type { Decoded } from './decode.js';
import { findPolicyFiles } from './find-files.js';
import { loadProblem } from './load-problem.js';
import type { LoadProblem } from './load-problem.js';
import { commonFolder, displayName } from './naming.js';
import { readRegularFile } from './read-file.js';
import type { ReadRelated } from './related.js';
import { Source } from './source.js';
import type { TextProblem } from './text-problem.js';

/** The largest policy file that is read, in bytes: 8 MiB. */
export const maxPolicyBytes = 8 * 1024 * 1024;

/** The files of a policy as texts. */
export interface LoadedPolicy {
  /** In bytewise order of their absolute paths, whatever the order of the arguments. */
  readonly sources: readonly Source[];
  /** The folder given, or the folder of a file, or the deepest that holds all paths; absolute. */
  readonly root: string;
  /** Inputs that cannot be read: the policy is not whole, and nothing should be said about it. */
  readonly problems: readonly LoadProblem[];
  /** Flaws in the bytes of files that were read: errors and warnings of the policy. */
  readonly textProblems: readonly TextProblem[];
  /** Reads the files that the policy names; from the disk, where it is left out. */
  readonly readRelated?: ReadRelated;
}

/**
 * Reads a policy from files and folders, given relative to `cwd` (an absolute path). Never throws for
 * anything the file system holds or answers.
 */
export function loadPolicy(paths: readonly string[], cwd: string): LoadedPolicy {
  const found = findPolicyFiles(paths, cwd);
  const problems = [...found.problems];
  const loaded: Decoded[] = [];
  for (const path of found.files) {
    const result = readPolicyFile(path, displayName(path, cwd));
    if ('source' in result) loaded.push(result);
    else problems.push(result);
  }
  return {
    sources: loaded.map(({ source }) => source),
    root: commonFolder(
      paths.map((path) => folderOf(resolve(cwd, path))),
      cwd,
    ),
    problems,
    textProblems: loaded.flatMap((file) => file.problems),
  };
}

/** Reads one file that was there a moment ago; `name` is its path as people are shown it. */
export function readPolicyFile(path: string, name: string): Decoded | LoadProblem {
  const result = readRegularFile(path, name, maxPolicyBytes);
  if (result.kind === 'read') return decodeSource(result.bytes, name, path);
  if (result.kind === 'too-large') return tooLargePolicy(name, path, result.size);
  const { problem } = result;
  return problem.kind === 'missing' ? loadProblem('changed', path, name, 'vanished') : problem;
}

/** Takes a text for what a policy file holds, or would hold once it is saved. */
export function decodePolicyText(text: string, name: string, path: string): Decoded {
  const bytes = Buffer.from(text);
  if (bytes.length <= maxPolicyBytes) return decodeSource(bytes, name, path);
  return tooLargePolicy(name, path, bytes.length);
}

/** What becomes of a policy file of `size` bytes, which are too many. */
export function tooLargePolicy(name: string, path: string, size: number): Decoded {
  const source = new Source(name, '', path);
  const place = { source, range: { start: 0, end: 0 } };
  return { source, problems: [{ kind: 'file-too-large', place, size, limit: maxPolicyBytes }] };
}

function folderOf(path: string): string {
  try {
    return statSync(path).isDirectory() ? path : dirname(path);
  } catch {
    // A problem of its own tells what is wrong with this path.
    return dirname(path);
  }
}
