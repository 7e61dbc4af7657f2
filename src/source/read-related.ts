import { dirname, posix, resolve } from 'node:path';
import { decodeSource } from './decode.js';
import { readRegularFile } from './read-file.js';
import { acceptRelated, maxRelatedBytes, tooLargeRelated, type RelatedFile } from './related.js';
import type { Source } from './source.js';

/**
 * Reads a file named by a policy file, such as the definitions export of a `topology`. `path` is
 * relative to the folder of `from`, or absolute. A byte order mark is left out without a word, as the
 * file is none of ours; other flaws in its bytes are a failure.
 */
export function readRelated(from: Source, path: string): RelatedFile {
  const { name, absolute } = relatedPath(from, path);
  const result = readRegularFile(absolute, name, maxRelatedBytes);
  if (result.kind === 'failed') return { ok: false, message: result.problem.message };
  if (result.kind === 'too-large') return tooLargeRelated(name);
  return acceptRelated(decodeSource(result.bytes, name, absolute));
}

/** The absolute path of a file named by a policy file, and its path as people are shown it. */
export function relatedPath(
  from: Source,
  path: string,
): { readonly name: string; readonly absolute: string } {
  return {
    name: posix.isAbsolute(path) ? path : posix.join(posix.dirname(from.name), path),
    absolute: resolve(dirname(from.path ?? from.name), path),
  };
}
