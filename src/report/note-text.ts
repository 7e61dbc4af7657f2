import type { Note } from '../diagnostics/diagnostic.js';

/** A note as a text: where the format shows no place beside it, the place that it speaks of follows it. */
export function noteText({ message, place }: Note): string {
  if (place === undefined) return message;
  const { line } = place.source.position(place.range.start);
  return `${message.replace(/[.:]$/, '')}: ${place.source.name}:${line}`;
}
