import { distance } from 'fastest-levenshtein';

/** How many comparisons one run may spend on suggestions; a file of mistakes must not take minutes. */
const budget = 2_000_000;

/** Finds the known name that a misspelt one was probably meant to be. */
export class Suggester {
  #left = budget;

  /**
   * The candidate nearest to `word`: at most a third of its letters away, the first one of equals.
   * Answers `undefined` where none is near, and once very many comparisons were made.
   */
  nearest(word: string, candidates: Iterable<string>): string | undefined {
    let best: string | undefined;
    let bestDistance = Math.max(1, Math.floor(word.length / 3)) + 1;
    for (const candidate of candidates) {
      if (this.#left-- <= 0) break;
      if (Math.abs(candidate.length - word.length) >= bestDistance) continue;
      const letters = distance(word.toLowerCase(), candidate.toLowerCase());
      if (letters < bestDistance && candidate !== word) {
        best = candidate;
        bestDistance = letters;
      }
    }
    return best;
  }
}

/** The end of a message that offers a name: ` Did you mean …?`, or nothing where there is none. */
export function didYouMean(name: string | undefined): string {
  return name === undefined ? '' : ` Did you mean \`${name}\`?`;
}
