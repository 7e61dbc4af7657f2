import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { compareBytes } from '../../source/naming.js';
import { filesBelow } from './folders.js';
import { filesOfManifest } from './manifest.js';

/** More names than this make no message clearer. */
const maxNamed = 3;

/**
 * Why a broker's folder cannot be replaced, as the rest of a sentence that starts with its path:
 * something there was not written by Warren. Undefined where it can be, or is not there.
 */
export function obstacle(folder: string): string | undefined {
  const stats = lstatSync(folder, { throwIfNoEntry: false });
  if (stats === undefined) return undefined;
  if (!stats.isDirectory()) return 'is in the place of the folder of a broker';
  const foreign = foreignFiles(folder, filesOfManifest(folder) ?? new Set());
  if (foreign.length === 0) return undefined;
  const named = foreign.sort(compareBytes).slice(0, maxNamed).join(', ');
  const more = foreign.length > maxNamed ? ` and ${foreign.length - maxNamed} more` : '';
  return `holds what Warren did not write: ${named}${more}`;
}

/**
 * The folders in `out` that Warren wrote, wholly, for brokers that are not among `names`: each has a
 * manifest that covers everything in it.
 */
export function abandoned(out: string, names: ReadonlySet<string>): readonly string[] {
  return readdirSync(out, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !names.has(entry.name))
    .map((entry) => entry.name)
    .filter((name) => {
      const files = filesOfManifest(join(out, name));
      return files !== undefined && foreignFiles(join(out, name), files).length === 0;
    });
}

function foreignFiles(folder: string, own: ReadonlySet<string>): string[] {
  return filesBelow(folder).filter((path) => !own.has(path));
}
