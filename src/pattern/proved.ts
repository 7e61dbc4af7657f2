import type { Moves } from './moves.js';
import type { Signature } from './walk.js';

/**
 * The signatures for which nothing is left to prove. More boxes never hold less, so a signature
 * is settled by any smaller one, and only the inclusion-minimal ones are kept.
 */
export class ProvedSignatures {
  readonly #left: Moves;
  #minimal: Signature[] = [];

  constructor(left: Moves) {
    this.#left = left;
  }

  /** Whether a signature is proved by one that was added. */
  covers(signature: Signature): boolean {
    this.#left.spend(this.#minimal.length);
    return this.#minimal.some((smaller) => isSubset(smaller, signature));
  }

  /** Adds a signature that was proved. */
  add(signature: Signature): void {
    this.#minimal = this.#minimal.filter((larger) => !isSubset(signature, larger));
    this.#minimal.push(signature);
  }
}

/** Both are ascending. */
function isSubset(part: Signature, whole: Signature): boolean {
  let at = 0;
  for (const index of whole) if (index === part[at]) at++;
  return at === part.length;
}
