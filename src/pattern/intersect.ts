import type { Answer } from './moves.js';
import type { Bytes } from './bytes.js';
import type { NameSet } from './name-set.js';
import { findName } from './witness.js';

/**
 * A shortest readable name that all the sets have in common, `none` if they have none. The work
 * grows with the product of the patterns' lengths, so only absurd patterns are too complex.
 */
export function intersection(first: NameSet, ...more: readonly NameSet[]): Answer<Bytes> {
  return findName({ all: [first, ...more], none: [] });
}
