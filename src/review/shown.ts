import type { Place } from '../source/source.js';
import { printable } from '../report/printable.js';
import type { ReviewPlace } from './document.js';

/** A place as a review shows it. */
export function reviewPlace({ source, range }: Place): ReviewPlace {
  const { line, column } = source.position(range.start);
  return { file: printable(source.name), line, column };
}
