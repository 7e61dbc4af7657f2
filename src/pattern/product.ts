import { DEAD, eachExpected, step } from './automaton.js';
import type { Automaton } from './automaton.js';
import type { Budget } from './budget.js';
import { Bytes } from './bytes.js';
import type { Charset } from './charset.js';
import { movesBy } from './readable.js';

/** Automata that read the same word, and the encoding that the word is in. */
export interface Product {
  /** The automata that must all accept; there is no way on where one of them is dead. */
  readonly required: readonly Automaton[];
  /** The automata that may accept or not. */
  readonly watched: readonly Automaton[];
  readonly charset: Charset;
  readonly budget: Budget;
}

/** A state of the product, and how it was reached. */
export interface Node {
  readonly charset: number;
  readonly required: readonly number[];
  readonly watched: readonly Live[];
  readonly last?: { readonly node: Node; readonly byte: number };
}

/** A watched automaton that may still accept; those that cannot are left out. */
export interface Live {
  readonly index: number;
  readonly automaton: Automaton;
  readonly state: number;
}

/** The state before the first byte. */
export function startOf(product: Product): Node {
  return {
    charset: 0,
    required: product.required.map(() => 0),
    watched: product.watched.map((automaton, index) => ({ index, automaton, state: 0 })),
  };
}

/** Every state one byte further on, by the most readable byte that leads there. */
export function* successors(product: Product, node: Node): Generator<Node, void, undefined> {
  const ranges = product.charset[node.charset] ?? [];
  for (const { byte, next } of movesBy(ranges, expectedAt(product, node))) {
    product.budget.spend(product.required.length);
    const required = product.required.map((automaton, index) =>
      step(automaton, node.required[index] ?? DEAD, byte),
    );
    if (required.includes(DEAD)) continue;
    product.budget.spend(node.watched.length);
    yield { charset: next, required, watched: advance(node.watched, byte), last: { node, byte } };
  }
}

/** The bytes that some automaton tells from the rest in its present state. */
function expectedAt(product: Product, node: Node): Set<number> {
  const expected = new Set<number>();
  const note = (byte: number): unknown => expected.add(byte);
  for (const [index, automaton] of product.required.entries())
    eachExpected(automaton, node.required[index] ?? DEAD, note);
  for (const { automaton, state } of node.watched) eachExpected(automaton, state, note);
  return expected;
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

/** A string that differs wherever states of one product do: two characters for every number. */
export function keyOf(node: Node): string {
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

/** The bytes by which a state was reached. */
export function wordOf(node: Node): Bytes {
  const bytes: number[] = [];
  for (let last = node.last; last !== undefined; last = last.node.last) bytes.push(last.byte);
  return Bytes.from(bytes.reverse());
}
