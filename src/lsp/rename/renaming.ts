import type { PolicyFile } from '../../syntax/tree.js';
import type { Snapshot } from '../../assist/snapshot.js';
import { renameName } from './name.js';
import type { Renaming } from './outcome.js';
import { renameResource } from './resource.js';

/** What stands at an offset, to be renamed; undefined where nothing there has a name. */
export function renaming(
  snapshot: Snapshot,
  file: PolicyFile,
  offset: number,
): Renaming | undefined {
  const named = snapshot.names.at(file, offset);
  return named === undefined ? renameResource(snapshot, file, offset) : renameName(snapshot, named);
}
