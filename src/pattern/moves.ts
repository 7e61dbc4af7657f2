import { current, OutOfMoves } from './meter.js';

/** Thrown inside the engine when a question takes more moves than it may; it never leaves `bounded`. */
class TooComplex extends Error {}

/** The automaton moves that one question may still take. */
export class Moves {
  #left: number;

  constructor(moves: number) {
    this.#left = moves;
  }

  /**
   * Takes moves off, also of what the work may take that the question is a part of, and gives the
   * question up where none are left.
   */
  spend(moves: number): void {
    current().spend(moves);
    this.#left -= moves;
    if (this.#left < 0) throw new TooComplex();
  }
}

/**
 * What a search for a counterexample, or for a common name, came to. `none` is proved; whoever
 * gets `too-complex` knows nothing and must take it for the worse of the two.
 */
export type Answer<Witness> =
  | { readonly kind: 'none' }
  | { readonly kind: 'witness'; readonly witness: Witness }
  | { readonly kind: 'too-complex' };

/**
 * How many automaton moves a question may take where the caller sets no other limit: about a
 * second's work, and a thousand times what policies need.
 */
export const DEFAULT_MOVES = 3_000_000;

/**
 * Runs a search within a number of moves, and within what the work may still take that it is a part
 * of. An answer found in time is exact.
 */
export function bounded<W>(moves: number, search: (left: Moves) => W | undefined): Answer<W> {
  const meter = current();
  try {
    const witness = meter.asking(() => search(new Moves(moves)));
    return witness === undefined ? { kind: 'none' } : { kind: 'witness', witness };
  } catch (thrown) {
    if (thrown instanceof TooComplex) {
      meter.giveUp();
      return { kind: 'too-complex' };
    }
    // A question within another one may not take it for an answer that the work is at its end.
    if (thrown instanceof OutOfMoves && !meter.isAsking) return { kind: 'too-complex' };
    throw thrown;
  }
}
