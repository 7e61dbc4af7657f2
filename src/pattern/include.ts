import type { Answer } from './budget.js';
import type { Bytes } from './bytes.js';
import { Memo } from './memo.js';
import type { NameSet } from './name-set.js';
import { findName } from './witness.js';

/** A pair is polynomial and nearly always a matter of tens of moves. */
const MOVES_FOR_A_PAIR = 200_000;

const proved = new Memo<string, boolean>(200_000);

/** Whether `outer` holds every name of `inner`: true only where that is proved. */
export function includes(outer: NameSet, inner: NameSet): boolean {
  if (outer === inner || inner.pattern.isNothing) return true;
  if (inner.pattern.isLiteral) return outer.has(inner.pattern.first);
  if (!mayInclude(outer, inner)) return false;
  if (isPrefix(outer)) return true;
  return proved.get(`${outer.id},${inner.id}`, () => {
    return findName({ all: [inner], none: [outer] }, MOVES_FOR_A_PAIR).kind === 'none';
  });
}

/**
 * A shortest readable name of a set that is in no set of a union; `none` proves that the union
 * holds them all.
 */
export function outside(set: NameSet, union: readonly NameSet[], moves?: number): Answer<Bytes> {
  if (union.some((outer) => includes(outer, set))) return { kind: 'none' };
  return findName({ all: [set], none: union }, moves);
}

/**
 * What must hold of the beginnings. With a star, names of `inner` differ right after its first
 * literal, in either reading: any byte may follow it, save perhaps the one that the next literal
 * repeats throughout, and that one follows it where the star stands for nothing.
 */
function mayInclude(outer: NameSet, inner: NameSet): boolean {
  if (outer.pattern.stars === 0) return false;
  return inner.pattern.first.binary.startsWith(outer.pattern.first.binary);
}

/** Whether a set is all names with a certain beginning. */
function isPrefix({ pattern }: NameSet): boolean {
  return pattern.stars === 1 && pattern.last.length === 0;
}
