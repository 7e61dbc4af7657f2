import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Source } from '../source/source.js';

/** The names of the files in the folder of a policy file; none where it cannot be read. */
export function filesBeside({ path }: Source): readonly string[] {
  if (path === undefined) return [];
  try {
    return readdirSync(dirname(path));
  } catch {
    return [];
  }
}
