import type { Place, Source } from '../../source/source.js';
import { documentationOf } from '../../syntax/documentation.js';
import { itemsAt } from '../../syntax/enclosing.js';
import type { PolicyFile } from '../../syntax/tree.js';

/** Finds the documentation of what is declared at a place of some files. */
export function documentedIn(
  files: readonly PolicyFile[],
): (place: Place | undefined) => string | undefined {
  const bySource = new Map<Source, PolicyFile>(files.map((file) => [file.source, file]));
  return (place) => {
    const file = place && bySource.get(place.source);
    const item = file && itemsAt(file, place.range.start).at(-1);
    return file && item && documentationOf(file, item);
  };
}
