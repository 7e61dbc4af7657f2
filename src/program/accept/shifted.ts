import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { Place, Source } from '../../source/source.js';

/**
 * Diagnostics about a part of a text that was read by itself, as those of the whole text.
 *
 * @param offset where the part starts, in UTF-16 code units
 */
export function shifted(
  diagnostics: readonly Diagnostic[],
  source: Source,
  offset: number,
): readonly Diagnostic[] {
  const most = source.text.length;
  const moved = ({ range }: Place): Place => ({
    source,
    range: {
      start: Math.min(range.start + offset, most),
      end: Math.min(range.end + offset, most),
    },
  });
  return diagnostics.map((one) => ({
    ...one,
    place: moved(one.place),
    notes: one.notes.map(({ message, place }) =>
      place === undefined ? { message } : { message, place: moved(place) },
    ),
    // An edit of the part would be one of the whole, but nothing here is edited.
    fixes: [],
  }));
}
