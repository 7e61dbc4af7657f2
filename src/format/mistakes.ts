import type { TextRange } from '../source/range.js';

/** Where the parser found mistakes: looked up for every item, so in logarithmic time. */
export class Mistakes {
  readonly #starts: readonly number[];
  /** For each mistake the furthest end of it and of those before it. */
  readonly #reach: readonly number[];

  constructor(ranges: readonly TextRange[]) {
    const sorted = [...ranges].sort((a, b) => a.start - b.start);
    let reach = -1;
    this.#starts = sorted.map(({ start }) => start);
    this.#reach = sorted.map(({ end }) => (reach = Math.max(reach, end)));
  }

  /** Whether a mistake meets a range or stands directly before or behind it. */
  touch({ start, end }: TextRange): boolean {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= end) low = middle + 1;
      else high = middle;
    }
    return low > 0 && (this.#reach[low - 1] ?? -1) >= start;
  }
}
