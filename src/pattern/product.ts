import { DEAD, expectedIn, step } from './automaton.js';
import type { Automaton } from './automaton.js';
import type { Moves } from './moves.js';
import { Bytes } from './bytes.js';
import type { Charset } from './charset.js';
import { movesBy } from './readable.js';

/** Automata that read the same word, and the encoding that the word is in. */
export interface ProductAutomaton {
  /** The automata that must all accept; there is no way on where one of them is dead. */
  readonly required: readonly Automaton[];
  /** The automata that may accept or not. */
  readonly watched: readonly Automaton[];
  readonly charset: Charset;
  readonly left: Moves;
}

/** A state of the product, and how it was reached. */
export interface ProductState {
  readonly charset: number;
  readonly required: readonly number[];
  readonly watched: readonly Live[];
  readonly last?: { readonly node: ProductState; readonly byte: number };
}

/** A watched automaton that may still accept; those that cannot are left out. */
export interface Live {
  readonly index: number;
  readonly automaton: Automaton;
  readonly state: number;
}

/** The state before the first byte. */
export function startOf(product: ProductAutomaton): ProductState {
  return {
    charset: 0,
    required: product.required.map(() => 0),
    watched: product.watched.map((automaton, index) => ({ index, automaton, state: 0 })),
  };
}

/** Every state one byte further on, by the most readable byte that leads there. */
export function* successors(
  product: ProductAutomaton,
  node: ProductState,
): Generator<ProductState, void, undefined> {
  const ranges = product.charset[node.charset] ?? [];
  for (const { byte, next } of movesBy(ranges, expectedAt(product, node))) {
    product.left.spend(product.required.length);
    const required = product.required.map((automaton, index) =>
      step(automaton, node.required[index] ?? DEAD, byte),
    );
    if (required.includes(DEAD)) continue;
    product.left.spend(node.watched.length);
    yield { charset: next, required, watched: advance(node.watched, byte), last: { node, byte } };
  }
}

/** The bytes that some automaton tells from the rest in its present state. */
function expectedAt(product: ProductAutomaton, node: ProductState): Set<number> {
  const expected = new Set<number>();
  product.required.forEach((automaton, index) => {
    for (const byte of expectedIn(automaton, node.required[index] ?? DEAD)) expected.add(byte);
  });
  for (const { automaton, state } of node.watched)
    for (const byte of expectedIn(automaton, state)) expected.add(byte);
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

/** Tells the states of a product apart. */
export type KeyOf = (node: ProductState) => number | string;

/** What tells the states of a product apart: a number where there are few enough of them. */
export function keysOf({ required, watched, charset }: ProductAutomaton): KeyOf {
  let count = charset.length;
  for (const { states } of required) count *= states.length + 1;
  for (const { states } of watched) count *= states.length + 1;
  if (count > Number.MAX_SAFE_INTEGER) return textKeyOf;
  return (node) => {
    let key = node.charset;
    for (const [index, { states }] of required.entries())
      key = key * (states.length + 1) + (node.required[index] ?? 0);
    let at = 0;
    for (const [index, { states }] of watched.entries()) {
      const live = node.watched[at];
      const isLive = live?.index === index;
      key = key * (states.length + 1) + (isLive ? live.state + 1 : 0);
      if (isLive) at++;
    }
    return key;
  };
}

/** A string that differs wherever states of one product do: two characters for every number. */
function textKeyOf(node: ProductState): string {
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
export function wordOf(node: ProductState): Bytes {
  const bytes: number[] = [];
  for (let last = node.last; last !== undefined; last = last.node.last) bytes.push(last.byte);
  return Bytes.from(bytes.reverse());
}
