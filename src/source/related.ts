import { dirname, posix, resolve } from 'node:path';
import { decodeSource } from './decode.js';
import type { Decoded } from './decode.js';
import { readRegularFile } from './read-file.js';
import type { Source } from './source.js';

/** The largest file that a policy may name, in bytes: 64 MiB. */
export const maxRelatedBytes = 64 * 1024 * 1024;

/** Reads a file named by a policy file, by a path relative to that file's folder, or absolute. */
export type ReadRelated = (from: Source, path: string) => RelatedFile;

/** A file that a policy file names, or one sentence without a full stop that says why not. */
export type RelatedFile =
  { readonly ok: true; readonly source: Source } | { readonly ok: false; readonly message: string };

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

/** Why a file over the limit is not read. */
export function tooLargeRelated(name: string): RelatedFile {
  return { ok: false, message: `${name} is larger than ${maxRelatedBytes >> 20} MiB` };
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

/** A named file whose bytes were decoded, unless they are no UTF-8 text. */
export function acceptRelated({ source, problems }: Decoded): RelatedFile {
  const flaw = problems.find((problem) => problem.kind !== 'byte-order-mark');
  if (flaw === undefined) return { ok: true, source };
  const { line, column } = source.position(flaw.place.range.start);
  const where = `${source.name}:${line}:${column}`;
  return { ok: false, message: `${where} holds something that is no UTF-8 text` };
}
