/** A source of choices that a seed repeats. */
export interface Chance {
  /** A whole number from 0 to `below` - 1. */
  readonly int: (below: number) => number;
  /** True with this probability. */
  readonly maybe: (probability: number) => boolean;
  /** One of a list that is not empty. */
  readonly pick: <T>(from: readonly T[]) => T;
  /** From `least` to `most` results of `make`. */
  readonly many: <T>(least: number, most: number, make: () => T) => T[];
  /** A few of a list, each once: at least one, unless the list is empty. */
  readonly some: <T>(from: readonly T[], most?: number) => T[];
}

/** The choices of a seed, by the generator `mulberry32`. */
export function chanceOf(seed: number): Chance {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (below: number): number => Math.floor(next() * below);
  const pick = <T>(from: readonly T[]): T => {
    const [chosen] = from.slice(int(from.length));
    if (chosen === undefined) throw new Error('nothing to pick from');
    return chosen;
  };
  const many = <T>(least: number, most: number, make: () => T): T[] =>
    Array.from({ length: least + int(most - least + 1) }, make);
  const some = <T>(from: readonly T[], most = 3): T[] => [
    ...new Set(from.length === 0 ? [] : many(1, most, () => pick(from))),
  ];
  return { int, maybe: (probability) => next() < probability, pick, many, some };
}
