import { boxOutside, type Box } from '../pattern/boxes.js';
import { Bytes } from '../pattern/bytes.js';
import { includes } from '../pattern/include.js';
import type { NameSet } from '../pattern/name-set.js';
import { mayMeet } from '../pattern/overlap.js';

/** Something that gives a box. */
export interface Boxed<T> {
  readonly box: Box;
  readonly item: T;
}

/** What patterns hardly ever have in the place of a star, to try a union out with one name. */
const UNLIKELY = '\u0001\u0002';

/**
 * Those of some boxes that together hold all of a box: one alone where one does, else all that meet
 * it. Undefined where they do not hold it, or where that is too complex to prove.
 *
 * @param moves as for `boxOutside`
 */
export function covering<T>(
  box: Box,
  others: Iterable<Boxed<T>>,
  moves: number,
): readonly T[] | undefined {
  if (box.some(({ pattern }) => pattern.isNothing)) return [];
  const samples = box.map(sample);
  const near: Boxed<T>[] = [];
  let sampleIsHeld = false;
  for (const other of others) {
    if (!every(box, other.box, mayMeet)) continue;
    near.push(other);
    if (!holdsSample(other.box, box, samples)) continue;
    sampleIsHeld = true;
    if (every(other.box, box, includes)) return [other.item];
  }
  if (near.length < 2 || !sampleIsHeld) return undefined;
  const boxes = near.map((other) => other.box);
  return boxOutside(box, boxes, moves).kind === 'none' ? near.map(({ item }) => item) : undefined;
}

/**
 * Whether a box holds one certain point of another. Cheap, and nearly always enough to see that a
 * union leaves something out. Where there is no such point, the question stays open: yes.
 */
function holdsSample(outer: Box, box: Box, samples: readonly Bytes[]): boolean {
  return samples.every((name, at) => !box[at]?.has(name) || outer[at]?.has(name) === true);
}

function sample({ pattern }: NameSet): Bytes {
  const filler = Array.from(UNLIKELY, (character) => character.charCodeAt(0));
  const bytes = pattern.literals.flatMap((literal, at) => [
    ...(at === 0 ? [] : filler),
    ...literal.toArray(),
  ]);
  return Bytes.from(bytes);
}

/** Whether something holds of two boxes in every dimension. */
function every(a: Box, b: Box, holds: (a: NameSet, b: NameSet) => boolean): boolean {
  return a.every((set, at) => {
    const other = b[at];
    return other !== undefined && holds(set, other);
  });
}
