import type { Right } from '../../policy/phrases/rights.js';
import { rangeKey } from '../../syntax/nodes.js';

/** Tells phrases apart: the rights of one, reached by the same uses of profiles, have one key. */
export function phraseKey({ place, calls }: Right): string {
  return [...calls, place]
    .map(({ source, range }) => `${source.name}:${rangeKey(range)}`)
    .join(' ');
}
