import { distance } from 'fastest-levenshtein';

/** How many comparisons one run may spend on suggestions; a file of mistakes must not take minutes. */
const budget = 2_000_000;

/**
 * The candidate nearest to `word`: at most a third of its letters away, where two neighbours that are
 * swapped count as one; the first one of equals, `undefined` where none is near. A candidate that has no
 * letter of the word is none, as `v` for `/`.
 */
export function nearest<Name extends string>(
  word: string,
  candidates: Iterable<Name>,
): Name | undefined {
  let best: Name | undefined;
  let bestDistance = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= bestDistance) continue;
    const letters = slips(word.toLowerCase(), candidate.toLowerCase(), bestDistance);
    const longest = Math.max(candidate.length, word.length);
    if (letters < Math.min(bestDistance, longest) && candidate !== word) {
      best = candidate;
      bestDistance = letters;
    }
  }
  return best;
}

/** How many slips of the hand lead from one word to another, exactly where they are fewer than `most`. */
function slips(word: string, other: string, most: number): number {
  let least = distance(word, other);
  // A swap is two changes of letters, and nobody swaps twice in a word.
  if (least < 2 || least > most) return least;
  for (let at = 1; at < word.length; at++) {
    const swapped =
      word.slice(0, at - 1) + word.charAt(at) + word.charAt(at - 1) + word.slice(at + 1);
    least = Math.min(least, 1 + distance(swapped, other));
  }
  return least;
}

/**
 * Whether one name is another with a single slip of the hand in it. Short names and those that differ in
 * figures are often meant to be told apart.
 */
export function isSlip(word: string, other: string): boolean {
  if (word === other || Math.min(word.length, other.length) < 4) return false;
  if (word.replaceAll(/[^0-9]/g, '') !== other.replaceAll(/[^0-9]/g, '')) return false;
  return slips(word.toLowerCase(), other.toLowerCase(), 2) < 2;
}

/** Finds the known names that misspelt ones were probably meant to be, within the budget of a run. */
export class Suggester {
  #left = budget;

  /** How many comparisons may still be made. */
  get left(): number {
    return this.#left;
  }

  /** Takes off comparisons that were made before, and whose outcome is used again. */
  spend(comparisons: number): void {
    this.#left -= comparisons;
  }

  /** As the function `nearest`, until very many comparisons were made. */
  nearest(word: string, candidates: Iterable<string>): string | undefined {
    return nearest(word, this.#affordable(candidates));
  }

  *#affordable(candidates: Iterable<string>): Iterable<string> {
    for (const candidate of candidates) {
      if (this.#left <= 0) return;
      this.#left--;
      yield candidate;
    }
  }
}

/** The end of a message that offers a name: ` Did you mean …?`, or nothing where there is none. */
export function didYouMean(name: string | undefined): string {
  return name === undefined ? '' : ` Did you mean \`${name}\`?`;
}
