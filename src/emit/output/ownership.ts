import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { compareBytes } from '../../source/naming.js';
import { entriesBelow, entryKind } from './folders.js';
import { filesOfManifest } from './manifest.js';
import { inRow } from '../../source/counted.js';

/** More names than this make no message clearer. */
const maxNamed = 3;

/**
 * Why a broker's folder cannot be replaced, as the rest of a sentence that starts with its path:
 * something there was not written by Warren. Undefined where it can be, or is not there.
 */
export function obstacle(folder: string): string | undefined {
  const kind = entryKind(folder);
  if (kind === 'nothing') return undefined;
  if (kind !== 'folder') return `is a ${kind} in the place of the folder of a broker`;
  const foreign = foreignFiles(folder, filesOfManifest(folder) ?? new Set());
  if (foreign.length === 0) return undefined;
  return `holds what Warren did not write: ${inRow(foreign.sort(compareBytes), maxNamed)}`;
}

/**
 * The folders in `out` that Warren wrote, wholly, for brokers that are not among `names`: each has a
 * manifest that covers everything in it.
 *
 * @param names as the folder lists them
 */
export function abandoned(out: string, names: ReadonlySet<string>): readonly string[] {
  return readdirSync(out).filter((name) => {
    if (name.startsWith('.') || names.has(name) || entryKind(join(out, name)) !== 'folder')
      return false;
    const files = filesOfManifest(join(out, name));
    return files !== undefined && foreignFiles(join(out, name), files).length === 0;
  });
}

/** Warren writes plain files: a link of the name of one is somebody's. */
function foreignFiles(folder: string, own: ReadonlySet<string>): string[] {
  return entriesBelow(folder)
    .filter(({ path, kind }) => kind !== 'file' || !own.has(path))
    .map(({ path, kind }) => (kind === 'file' ? path : `${path}, a ${kind}`));
}
