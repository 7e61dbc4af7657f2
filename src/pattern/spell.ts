import { Bytes } from './bytes.js';
import type { NameSet } from './name-set.js';

/** Bytes that names hardly ever have, first. */
const FILLERS = Array.from({ length: 256 }, (_, at) => Bytes.from([(at + 1) % 256]));

/**
 * A byte that stands in no literal of some sets: put in the place of a star, it is in no literal of
 * another pattern either, so that whatever star of that one takes it in could take any text.
 */
export function fillerFor(...sets: readonly NameSet[]): Bytes | undefined {
  return FILLERS.find(({ binary }) => !sets.some(({ pattern }) => pattern.key.includes(binary)));
}

/** The name that a pattern makes with a text in the place of each star. */
export function spell({ pattern }: NameSet, filler: Bytes): Bytes {
  return Bytes.joined(pattern.literals, filler);
}

/** As `spell`, with another text in the place of one star. */
export function spellWith({ pattern }: NameSet, filler: Bytes, star: number, text: Bytes): Bytes {
  const before = Bytes.joined(pattern.literals.slice(0, star + 1), filler);
  const after = Bytes.joined(pattern.literals.slice(star + 1), filler);
  return Bytes.joined([before, after], text);
}

/**
 * A name in all of some sets and in none of others, if one is made by writing their literals one
 * after the other; undefined says nothing. No automaton is asked, so it costs as much as reading them.
 */
export function plainName(
  all: readonly NameSet[],
  none: readonly NameSet[] = [],
): Bytes | undefined {
  const isWanted = (name: Bytes): boolean =>
    all.every((set) => set.has(name)) && !none.some((set) => set.has(name));
  const literal = all.find(({ pattern }) => pattern.isLiteral)?.pattern.first;
  if (literal !== undefined) return isWanted(literal) ? literal : undefined;
  const filler = fillerFor(...all, ...none);
  if (filler === undefined || all.length === 0) return undefined;
  const first = longest(all.map(({ pattern }) => pattern.first));
  const last = longest(all.map(({ pattern }) => pattern.last));
  const inner = all.map(({ pattern }) => pattern.literals.slice(1, -1));
  for (const order of [inner, inner.toReversed()]) {
    const name = Bytes.joined([first, ...order.flat(), last], filler);
    if (isWanted(name)) return name;
  }
  return undefined;
}

/** How many of the sets that hold a name are got round at once, and at how many stars that is tried. */
const TRIED = 6;

/**
 * A name of a set that is in none of others, if spelling finds one: the name that the pattern makes,
 * or that with the names of those that hold it written before, where they come too early for first fit.
 */
export function plainNameBeyond(set: NameSet, others: readonly NameSet[]): Bytes | undefined {
  const filler = fillerFor(set, ...others);
  if (filler === undefined) return undefined;
  const plain = spell(set, filler);
  if (!set.has(plain)) return undefined;
  const holding = others.filter((other) => other.has(plain));
  if (holding.length === 0) return plain;
  const names = holding.slice(0, TRIED).map((other) => spell(other, filler));
  const early = Bytes.joined([Bytes.empty, ...names, Bytes.empty], filler);
  for (let star = 0; star < Math.min(TRIED, set.pattern.stars); star++) {
    const name = spellWith(set, filler, star, early);
    if (set.has(name) && !others.some((other) => other.has(name))) return name;
  }
  return undefined;
}

function longest(parts: readonly Bytes[]): Bytes {
  return parts.reduce((a, b) => (b.length > a.length ? b : a), Bytes.empty);
}
