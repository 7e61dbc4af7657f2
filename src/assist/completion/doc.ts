import type { Place, Source } from '../../source/source.js';
import { documentationOf } from '../../syntax/documentation.js';
import { itemsAt } from '../../syntax/enclosing.js';
import type { PolicyFile } from '../../syntax/tree.js';
import { prose } from '../prose.js';

/** Finds the documentation of what is declared at a place of some files, as Markdown. */
export function documentedIn(
  files: readonly PolicyFile[],
): (place: Place | undefined) => string | undefined {
  const bySource = new Map<Source, PolicyFile>(files.map((file) => [file.source, file]));
  return (place) => {
    const file = place && bySource.get(place.source);
    const item = file && itemsAt(file, place.range.start).at(-1);
    const text = file && item && documentationOf(file, item);
    return text === undefined ? undefined : prose(text);
  };
}
