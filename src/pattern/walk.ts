import { acceptsAllFrom, DEAD, eachExpected, step } from './automaton.js';
import type { Automaton } from './automaton.js';
import type { Budget } from './budget.js';
import { Bytes } from './bytes.js';
import type { Charset } from './charset.js';
import { movesBy } from './readable.js';

/** Indexes of watched automata, ascending. */
export type Signature = readonly number[];

/** What to walk through. */
export interface Walk {
  /** The automata that a word must please. */
  readonly required: readonly Automaton[];
  /** The automata whose opinion of each such word is wanted. */
  readonly watched: readonly Automaton[];
  readonly charset: Charset;
  readonly budget: Budget;
  /** Whether words are of no interest that at least these watched automata accept. */
  readonly isSettled: (signature: Signature) => boolean;
}

/** A word that all required automata accept, and the watched ones that do so too. */
export interface Hit {
  readonly signature: Signature;
  readonly word: Bytes;
}

/** A state of the product of all automata, and how it was reached first. */
interface Node {
  readonly charset: number;
  readonly required: readonly number[];
  readonly watched: readonly Live[];
  readonly last?: { readonly node: Node; readonly byte: number };
}

/** A watched automaton that may still accept; those that cannot are left out. */
interface Live {
  readonly index: number;
  readonly automaton: Automaton;
  readonly state: number;
}

/**
 * Walks the product of the automata breadth first and yields every accepting state once, so
 * shorter words come first, and among equally short ones those that read better. The caller stops
 * when it has seen enough. Words the caller calls settled may be missing.
 */
export function* walk(plan: Walk): Generator<Hit, void, undefined> {
  const start: Node = {
    charset: 0,
    required: plan.required.map(() => 0),
    watched: plan.watched.map((automaton, index) => ({ index, automaton, state: 0 })),
  };
  const queue = [start];
  const seen = new Set([keyOf(start)]);
  for (const node of queue) {
    const hit = hitAt(plan, node);
    if (hit !== undefined) yield hit;
    if (plan.isSettled(signatureBy(node, acceptsAllFrom))) continue;
    for (const next of successors(plan, node)) {
      const key = keyOf(next);
      if (seen.has(key)) continue;
      seen.add(key);
      queue.push(next);
    }
  }
}

function hitAt(plan: Walk, node: Node): Hit | undefined {
  const isAccepted = plan.required.every(({ accept }, index) => node.required[index] === accept);
  if (node.charset !== 0 || !isAccepted) return undefined;
  return { signature: signatureBy(node, isAccepting), word: wordOf(node) };
}

function isAccepting(automaton: Automaton, state: number): boolean {
  return state === automaton.accept;
}

function signatureBy(node: Node, test: typeof isAccepting): Signature {
  return node.watched.filter((live) => test(live.automaton, live.state)).map((live) => live.index);
}

function* successors(plan: Walk, node: Node): Generator<Node, void, undefined> {
  const expected = new Set<number>();
  const note = (byte: number): unknown => expected.add(byte);
  plan.required.forEach((automaton, index) => {
    eachExpected(automaton, node.required[index] ?? DEAD, note);
  });
  for (const { automaton, state } of node.watched) eachExpected(automaton, state, note);
  for (const { byte, next } of movesBy(plan.charset[node.charset] ?? [], expected)) {
    plan.budget.spend(plan.required.length);
    const required = plan.required.map((automaton, index) =>
      step(automaton, node.required[index] ?? DEAD, byte),
    );
    if (required.includes(DEAD)) continue;
    plan.budget.spend(node.watched.length);
    const watched = advance(node.watched, byte);
    yield { charset: next, required, watched, last: { node, byte } };
  }
}

function advance(watched: readonly Live[], byte: number): Live[] {
  const next: Live[] = [];
  for (const live of watched) {
    const state = step(live.automaton, live.state, byte);
    if (state === live.state) next.push(live);
    else if (state !== DEAD) next.push({ index: live.index, automaton: live.automaton, state });
  }
  return next;
}

/** Every number takes two characters, so that keys differ wherever nodes do. */
function keyOf(node: Node): string {
  let key = '';
  const add = (number: number): void => {
    key += String.fromCharCode(number & 0xffff, number >>> 16);
  };
  add(node.charset);
  node.required.forEach(add);
  for (const { index, state } of node.watched) {
    add(index);
    add(state);
  }
  return key;
}

function wordOf(node: Node): Bytes {
  const bytes: number[] = [];
  for (let last = node.last; last !== undefined; last = last.node.last) bytes.push(last.byte);
  return Bytes.from(bytes.reverse());
}
