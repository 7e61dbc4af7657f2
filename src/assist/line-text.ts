import type { Place } from '../source/source.js';

/** A place for people: `FILE:LINE`. */
export function lineText({ source, range }: Place): string {
  return `${source.name}:${source.position(range.start).line}`;
}
