import { acceptsAllFrom } from './automaton.js';
import type { Automaton } from './automaton.js';
import type { Bytes } from './bytes.js';
import { keysOf, startOf, successors, wordOf } from './product.js';
import type { ProductState, ProductAutomaton } from './product.js';

/** Indexes of watched automata, ascending. */
export type Signature = readonly number[];

/** What to walk through, and what of it is of interest. */
export interface WalkPlan extends ProductAutomaton {
  /** Whether words are of no interest that at least these watched automata accept. */
  readonly isSettled: (signature: Signature) => boolean;
}

/** A word that all required automata accept, and the watched ones that do so too. */
export interface Hit {
  readonly signature: Signature;
  readonly word: Bytes;
}

/**
 * Walks a product breadth first and yields every state in which all required automata accept, so
 * shorter words come first, and among equally short ones those that read better. The caller stops
 * when it has seen enough. Words that count as settled may be missing.
 *
 * @param from where to start; the words are what follows there
 */
export function* walk(plan: WalkPlan, from = startOf(plan)): Generator<Hit, void, undefined> {
  const queue = [from];
  const keyOf = keysOf(plan);
  const seen = new Set(queue.map(keyOf));
  // The loop also reaches what is pushed meanwhile.
  for (const node of queue) {
    if (isHit(plan, node)) yield { signature: signatureBy(node, isAccepting), word: wordOf(node) };
    if (plan.isSettled(signatureBy(node, acceptsAllFrom))) continue;
    for (const next of successors(plan, node)) {
      const key = keyOf(next);
      if (seen.has(key)) continue;
      seen.add(key);
      queue.push(next);
    }
  }
}

function isHit(plan: WalkPlan, node: ProductState): boolean {
  if (node.charset !== 0) return false;
  return plan.required.every(({ accept }, index) => node.required[index] === accept);
}

function isAccepting(automaton: Automaton, state: number): boolean {
  return state === automaton.accept;
}

/** The watched automata whose state passes a test. */
function signatureBy(node: ProductState, test: typeof isAccepting): Signature {
  return node.watched.filter((live) => test(live.automaton, live.state)).map((live) => live.index);
}
