/** How many operations of each sort were tried, and how many of them the broker allowed. */
export interface Tally {
  readonly add: (sort: string, allowed: boolean) => void;
  readonly tried: () => number;
  readonly allowed: () => number;
  /** Each sort with `ALLOWED of TRIED`. */
  readonly text: () => string;
}

/** A tally of nothing yet. */
export function newTally(): Tally {
  const sorts = new Map<string, { tried: number; allowed: number }>();
  const sum = (of: 'tried' | 'allowed'): number =>
    [...sorts.values()].reduce((total, sort) => total + sort[of], 0);
  return {
    add: (name, allowed) => {
      const sort = sorts.get(name) ?? { tried: 0, allowed: 0 };
      sorts.set(name, sort);
      sort.tried += 1;
      if (allowed) sort.allowed += 1;
    },
    tried: () => sum('tried'),
    allowed: () => sum('allowed'),
    text: () =>
      [...sorts].map(([name, { tried, allowed }]) => `${name} ${allowed} of ${tried}`).join(', '),
  };
}
