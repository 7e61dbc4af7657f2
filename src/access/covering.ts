import { boxOutside, type Box } from '../pattern/boxes.js';
import { Bytes } from '../pattern/bytes.js';
import { includes } from '../pattern/include.js';
import type { NameSet } from '../pattern/name-set.js';
import { mayMeet } from '../pattern/overlap.js';
import { plainNameBeyond } from '../pattern/spell.js';

/** Something that gives a box. */
export interface Boxed<T> {
  readonly box: Box;
  readonly item: T;
}

/** What can hold a box: one other alone, or only several together, if at all. */
export type Holders<T> =
  | { readonly kind: 'alone'; readonly item: T }
  | {
      readonly kind: 'together';
      /** Those that may meet the box. */
      readonly near: readonly Boxed<T>[];
      /** Whether they may hold the box: `false` is certain. */
      readonly plausible: boolean;
    };

/** What patterns hardly ever have in the place of a star, to try boxes out with one point. */
const UNLIKELY = Bytes.from([1, 2]);

/**
 * Looks for one of some boxes that holds all of a box. A single point of the box tells most others
 * apart before any proof: whatever holds the box holds it too.
 */
export function holders<T>(box: Box, others: Iterable<Boxed<T>>): Holders<T> {
  const point = box.map(sample);
  const near: Boxed<T>[] = [];
  let plausible = false;
  for (const other of others) {
    if (!every(box, other.box, mayMeet)) continue;
    near.push(other);
    if (!mayHold(other.box, point)) continue;
    plausible = true;
    if (every(other.box, box, includes)) return { kind: 'alone', item: other.item };
  }
  return { kind: 'together', near, plausible };
}

/**
 * Those of some boxes that together hold all of a box; undefined where they do not, or where that
 * takes too many automaton moves to prove.
 */
export function covering<T>(
  box: Box,
  others: Iterable<Boxed<T>>,
  moves: number,
): readonly T[] | undefined {
  if (isEmpty(box)) return [];
  const found = holders(box, others);
  if (found.kind === 'alone') return [found.item];
  if (found.near.length < 2 || !found.plausible || isBeyond(box, found.near)) return undefined;
  const answer = boxOutside(
    box,
    found.near.map((other) => other.box),
    moves,
  );
  return answer.kind === 'none' ? found.near.map(({ item }) => item) : undefined;
}

/** Whether a point of a box is seen to be in none of some others, by names that patterns make. */
function isBeyond(box: Box, others: readonly Boxed<unknown>[]): boolean {
  return box.some((set, at) => {
    const beside = box.map((other, index) => (index === at ? undefined : sample(other)));
    if (beside.some((name, index) => name === undefined && index !== at)) return false;
    const holding = others.filter((other) => mayHold(other.box, beside));
    const sets = holding.flatMap((other) => other.box[at] ?? []);
    return plainNameBeyond(set, sets) !== undefined;
  });
}

/** Whether a box holds no point at all. */
export function isEmpty(box: Box): boolean {
  return box.some(({ pattern }) => pattern.isNothing);
}

/** A name of a set, if filling its stars in makes one. */
function sample(set: NameSet): Bytes | undefined {
  const name = Bytes.joined(set.pattern.literals, UNLIKELY);
  return set.has(name) ? name : undefined;
}

/** Whether a box holds a point, as far as the point is known. */
function mayHold(box: Box, point: readonly (Bytes | undefined)[]): boolean {
  return point.every((name, at) => name === undefined || box[at]?.has(name) === true);
}

/** Whether something holds of two boxes in every dimension. */
function every(a: Box, b: Box, holds: (a: NameSet, b: NameSet) => boolean): boolean {
  return a.every((set, at) => {
    const other = b[at];
    return other !== undefined && holds(set, other);
  });
}
