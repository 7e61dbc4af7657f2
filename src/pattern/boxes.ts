import { bounded, DEFAULT_MOVES } from './moves.js';
import type { Answer, Moves } from './moves.js';
import type { Bytes } from './bytes.js';
import { ANY_BYTES } from './charset.js';
import { includes } from './include.js';
import type { NameSet } from './name-set.js';
import { mayMeet } from './overlap.js';
import { ProvedSignatures } from './proved.js';
import { walk } from './walk.js';
import { nameWithin, readable } from './witness.js';

/** A product of sets, such as vhosts × resource names × routing keys. */
export type Box = readonly NameSet[];

/**
 * A point of a box, one name for each dimension, that no box of a union holds; `none` proves that
 * the box lies inside the union. All boxes have the same number of dimensions. The first name is a
 * shortest one for which there is such a point, the next a shortest one for that, and so on.
 *
 * @param moves how many automaton moves may be made before the question counts as too complex:
 *   it is exponential at worst
 */
export function boxOutside(
  box: Box,
  union: readonly Box[],
  moves = DEFAULT_MOVES,
): Answer<readonly Bytes[]> {
  const near = union.filter((other) => every(other, box, mayMeet));
  return bounded(moves, (left) => pointOutside(box, near, left));
}

function pointOutside(box: Box, union: readonly Box[], left: Moves): Bytes[] | undefined {
  const [set, ...rest] = box;
  if (set === undefined) return union.length === 0 ? [] : undefined;
  if (union.some((other) => every(other, box, includes))) return undefined;
  if (rest.length > 0) return pointBySignature(set, rest, union, left);
  const name = nameWithin({ all: [set], none: groupByFirst(union).map(([first]) => first) }, left);
  return name && [name];
}

/**
 * Names of the first dimension differ only in which boxes of the union still count for the others,
 * so one name for each such selection is tried.
 */
function pointBySignature(
  set: NameSet,
  rest: Box,
  union: readonly Box[],
  left: Moves,
): Bytes[] | undefined {
  const groups = groupByFirst(union);
  const watched = groups.filter(([first]) => !includes(first, set));
  const always = groups.filter(([first]) => includes(first, set)).flatMap(([, boxes]) => boxes);
  const proved = new ProvedSignatures(left);
  const hits = walk({
    required: [set.automaton],
    watched: watched.map(([first]) => first.automaton),
    charset: ANY_BYTES,
    left,
    isSettled: (signature) => proved.covers(signature),
  });
  for (const { signature, word } of hits) {
    if (proved.covers(signature)) continue;
    const counting = signature.flatMap((index) => watched[index]?.[1] ?? []);
    const point = pointOutside(rest, [...always, ...counting], left);
    if (point !== undefined) {
      const others = watched.filter((_, index) => !signature.includes(index));
      return [readable(word, { all: [set], none: others.map(([first]) => first) }), ...point];
    }
    proved.add(signature);
  }
  return undefined;
}

/** The boxes without their first dimension, by what they have there; equal sets are one. */
function groupByFirst(boxes: readonly Box[]): readonly (readonly [NameSet, readonly Box[]])[] {
  const groups = new Map<string, [NameSet, Box[]]>();
  for (const [first, ...rest] of boxes) {
    if (first === undefined) continue;
    const group = groups.get(first.key);
    if (group === undefined) groups.set(first.key, [first, [rest]]);
    else group[1].push(rest);
  }
  return [...groups.values()];
}

/** Whether something holds of two boxes in every dimension. */
function every(a: Box, b: Box, holds: (a: NameSet, b: NameSet) => boolean): boolean {
  return a.every((set, index) => {
    const other = b[index];
    return other !== undefined && holds(set, other);
  });
}
