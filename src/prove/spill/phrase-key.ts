import type { Right } from '../../policy/phrases/rights.js';
import type { Place } from '../../source/source.js';
import { rangeKey } from '../../syntax/nodes.js';

/** Tells phrases apart: the rights of one, reached by the same uses of profiles, have one key. */
export function phraseKey({ place, calls }: Right): string {
  return [...calls, place]
    .map(({ source, range }) => `${source.name}:${rangeKey(range)}`)
    .join(' ');
}

/** Whether two rights are of one phrase, reached by the same uses of profiles: whether their keys are equal. */
export function isOneLine(a: Right, b: Right): boolean {
  return isOnePlace(a.place, b.place) && isOneWay(a.calls, b.calls);
}

function isOneWay(a: readonly Place[], b: readonly Place[]): boolean {
  return (
    a === b ||
    (a.length === b.length &&
      a.every((place, at) => {
        const other = b[at];
        return other !== undefined && isOnePlace(place, other);
      }))
  );
}

function isOnePlace(a: Place, b: Place): boolean {
  return (
    a === b ||
    (a.source.name === b.source.name &&
      a.range.start === b.range.start &&
      a.range.end === b.range.end)
  );
}
