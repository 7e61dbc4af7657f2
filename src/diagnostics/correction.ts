import type { Place } from '../source/source.js';
import type { Details } from './reporter.js';

/** The fix that writes a known name in the place of a misspelt one; none where no name is near. */
export function correction(place: Place, nearest: string | undefined): Pick<Details, 'fixes'> {
  if (nearest === undefined) return {};
  const { source, range } = place;
  return { fixes: [{ title: `Write \`${nearest}\``, edits: [{ source, range, text: nearest }] }] };
}
