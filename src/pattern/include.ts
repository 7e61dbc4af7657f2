import type { Answer } from './moves.js';
import { Bytes } from './bytes.js';
import { Memo } from './memo.js';
import { recalled, type Priced } from './meter.js';
import type { NameSet } from './name-set.js';
import { fillerFor, spell, spellWith } from './spell.js';
import { findName } from './witness.js';

/** A pair is polynomial and nearly always a matter of tens of moves. */
const MOVES_FOR_A_PAIR = 200_000;

const proved = new Memo<number, Priced<boolean>>(200_000);

/** More than there will ever be sets, and so few that a pair of them is a whole number without loss. */
const MOST_SETS = 2 ** 26;

/** Whether `outer` holds every name of `inner`: true only where that is proved. */
export function includes(outer: NameSet, inner: NameSet): boolean {
  if (outer.key === inner.key || inner.pattern.isNothing) return true;
  if (inner.pattern.isLiteral) return outer.has(inner.pattern.first);
  if (!mayInclude(outer, inner)) return false;
  if (isPrefix(outer)) return true;
  const pair = outer.id * MOST_SETS + inner.id;
  return recalled(
    proved.known(pair),
    () =>
      bySpelling(outer, inner) ??
      findName({ all: [inner], none: [outer] }, MOVES_FOR_A_PAIR).kind === 'none',
    (found) => {
      proved.keep(pair, found);
    },
    () => false,
  );
}

/** How many stars of a pattern are tried out; the others are left to the automata. */
const TRIED = 6;

/**
 * Whether a set holds another, as far as names tell that the pattern of the other makes: one that it
 * lacks decides. One that it has decides for a glob, whose star took each filler in and would take
 * any text in its place; undefined is for the automata to find out.
 */
function bySpelling(outer: NameSet, inner: NameSet): boolean | undefined {
  const filler = fillerFor(outer, inner);
  if (filler === undefined) return undefined;
  if (!outer.has(spell(inner, filler))) return false;
  if (outer.reading === 'glob' || outer.pattern.trailingStars === 1) return true;
  // In first fit a literal that comes too early is lost.
  const early = Bytes.joined([filler, spell(outer, filler), filler], Bytes.empty);
  for (let star = 0; star < Math.min(TRIED, inner.pattern.stars); star++) {
    const name = spellWith(inner, filler, star, early);
    if (inner.has(name) && !outer.has(name)) return false;
  }
  return undefined;
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
