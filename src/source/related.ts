import type { Decoded } from './decode.js';
import type { Source } from './source.js';

/** The largest file that a policy may name, in bytes: 64 MiB. */
export const maxRelatedBytes = 64 * 1024 * 1024;

/** Reads a file named by a policy file, by a path relative to that file's folder, or absolute. */
export type ReadRelated = (from: Source, path: string) => RelatedFile;

/** A file that a policy file names, or one sentence without a full stop that says why not. */
export type RelatedFile =
  { readonly ok: true; readonly source: Source } | { readonly ok: false; readonly message: string };

/** Why a file over the limit is not read. */
export function tooLargeRelated(name: string): RelatedFile {
  return { ok: false, message: `${name} is larger than ${maxRelatedBytes >> 20} MiB` };
}

/** A named file whose bytes were decoded, unless they are no UTF-8 text. */
export function acceptRelated({ source, problems }: Decoded): RelatedFile {
  const flaw = problems.find((problem) => problem.kind !== 'byte-order-mark');
  if (flaw === undefined) return { ok: true, source };
  const { line, column } = source.position(flaw.place.range.start);
  const where = `${source.name}:${line}:${column}`;
  return { ok: false, message: `${where} holds something that is no UTF-8 text` };
}

/** What becomes of every file that a policy names where there are no files besides it. */
export const nothingRelated: ReadRelated = (_, path) => ({
  ok: false,
  message: `${path} does not exist`,
});
