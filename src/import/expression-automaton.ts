import { step, DEAD } from '../pattern/automaton.js';
import { Bytes } from '../pattern/bytes.js';
import { firstFit } from '../pattern/name-set.js';
import type { Pattern } from '../pattern/pattern.js';
import type { Expression } from './regular-expression.js';

/** The most nodes that an expression may have, its repeats written out. */
const MOST_NODES = 20_000;

/** The most states of the automaton of an expression, and of its product with patterns. */
const MOST_STATES = 20_000;

/** The most that is done for one expression, in members of states, and in steps of a product. */
const MOST_WORK = 2_000_000;

/** Where a match stands: nothing is taken yet, something is, or a `$` wants that nothing follows. */
const PHASES = 3;
const [AT_START, INSIDE, ENDED] = [0, 1, 2];

interface Node {
  /** The bytes that lead on, by one step; undefined for steps that take none. */
  readonly bytes: readonly boolean[] | undefined;
  readonly assertion: 'start' | 'end' | undefined;
  readonly next: number[];
}

/** Thrown where an expression needs more room than it is given. */
export class TooComplex extends Error {}

/**
 * The names that a regular expression finds itself in, as RabbitMQ asks: anywhere in the name, on bytes.
 * Its states are made as they are asked for; nothing goes back, so that no expression explodes in time.
 */
export class ExpressionAutomaton {
  readonly #nodes: Node[] = [];
  readonly #final: number;
  readonly #states: { readonly members: readonly number[]; readonly found: boolean }[] = [];
  readonly #ids = new Map<string, number>();
  readonly #steps: (Int32Array | undefined)[] = [];
  #work = 0;
  readonly start: number;

  /** @throws TooComplex where its repeats, written out, are too many */
  constructor(expression: Expression) {
    const [first, last] = this.#add(expression);
    this.#final = last;
    this.start = this.#state([first * PHASES + AT_START]);
    this.#first = first;
    // Where all begins with `^`, a name that began otherwise is lost.
    const later = this.#states[this.#state([first * PHASES + INSIDE])]?.members ?? [];
    const goesOn = later.some((member) => {
      const isWaiting = this.#nodes[Math.floor(member / PHASES)]?.bytes !== undefined;
      return isWaiting && member % PHASES !== ENDED;
    });
    if (!goesOn) this.#idle = later;
  }

  readonly #first: number;
  /** The members of the state in which nothing can be found any more. */
  #idle: readonly number[] | undefined;

  /** Whether the expression finds itself in the name that led to a state. */
  accepts(state: number): boolean {
    const { found = false, members = [] } = this.#states[state] ?? {};
    return found || members.includes(this.#final * PHASES + ENDED);
  }

  /** @throws TooComplex where there are too many states */
  step(state: number, byte: number): number {
    const known = (this.#steps[state] ??= new Int32Array(256).fill(-1));
    const next = known[byte] ?? -1;
    if (next >= 0) return next;
    return (known[byte] = this.#stepTo(state, byte));
  }

  /** Whether the expression finds itself in a name. @throws TooComplex */
  has(name: Bytes): boolean {
    const { binary } = name;
    let state = this.start;
    for (let at = 0; at < binary.length; at++) {
      state = this.step(state, binary.charCodeAt(at));
      if (this.#isSettled(state)) break;
    }
    return this.accepts(state);
  }

  /** Whether nothing that follows changes the answer. */
  #isSettled(state: number): boolean {
    const { found = false, members = [] } = this.#states[state] ?? {};
    return found || (members === this.#idle && !this.accepts(state));
  }

  /** The sets of bytes that it tells apart. */
  get alphabets(): Iterable<readonly boolean[]> {
    return new Set(this.#nodes.flatMap(({ bytes }) => (bytes === undefined ? [] : [bytes])));
  }

  #stepTo(state: number, byte: number): number {
    const { found = false, members = [] } = this.#states[state] ?? {};
    if (found) return state;
    const next: number[] = [];
    for (const member of members) {
      const node = this.#nodes[Math.floor(member / PHASES)];
      if (member % PHASES === ENDED || node?.bytes?.[byte] !== true) continue;
      for (const to of node.next) next.push(to * PHASES + INSIDE);
    }
    // It may also begin behind this byte.
    next.push(this.#first * PHASES + INSIDE);
    return this.#state(next);
  }

  /** The state of some members and of all that can be reached from them without a byte. */
  #state(from: readonly number[]): number {
    const seen = new Set(from);
    for (const member of seen) {
      const node = this.#nodes[Math.floor(member / PHASES)];
      const phase = member % PHASES;
      if (node === undefined || node.bytes !== undefined) continue;
      if (node.assertion === 'start' && phase !== AT_START) continue;
      // At the start of an empty name both may stand: what then follows is nothing.
      const after = node.assertion === 'end' ? ENDED : phase;
      for (const to of node.next) seen.add(to * PHASES + after);
    }
    this.#work += seen.size;
    if (this.#work > MOST_WORK) throw new TooComplex();
    const found = [AT_START, INSIDE].some((phase) => seen.has(this.#final * PHASES + phase));
    const members = found ? [] : [...seen].sort((a, b) => a - b);
    const key = found ? 'found' : members.join();
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    if (this.#states.length >= MOST_STATES) throw new TooComplex();
    this.#states.push({ members, found });
    this.#ids.set(key, this.#states.length - 1);
    return this.#states.length - 1;
  }

  #node(bytes?: readonly boolean[], assertion?: 'start' | 'end'): number {
    if (this.#nodes.length >= MOST_NODES) throw new TooComplex();
    this.#nodes.push({ bytes, assertion, next: [] });
    return this.#nodes.length - 1;
  }

  #link(from: number, to: number): void {
    this.#nodes[from]?.next.push(to);
  }

  /** Adds what an expression is made of; the nodes before and behind it. */
  #add(expression: Expression): readonly [number, number] {
    switch (expression.kind) {
      case 'bytes':
        return this.#between(this.#node(expression.bytes));
      case 'start':
      case 'end':
        return this.#between(this.#node(undefined, expression.kind));
      case 'choice': {
        const [first, last] = [this.#node(), this.#node()];
        for (const part of expression.parts) {
          const [from, to] = this.#add(part);
          this.#link(first, from);
          this.#link(to, last);
        }
        return [first, last];
      }
      case 'sequence':
        return this.#inOrder(expression.parts.map((part) => () => this.#add(part)));
      case 'repeat': {
        const { of, min, max } = expression;
        const must = Array.from({ length: min }, () => () => this.#add(of));
        const may = Number.isFinite(max)
          ? Array.from({ length: max - min }, () => () => this.#optional(of, false))
          : [() => this.#optional(of, true)];
        return this.#inOrder([...must, ...may]);
      }
    }
  }

  #between(node: number): readonly [number, number] {
    const last = this.#node();
    this.#link(node, last);
    return [node, last];
  }

  #inOrder(parts: readonly (() => readonly [number, number])[]): readonly [number, number] {
    const first = this.#node();
    let last = first;
    for (const add of parts) {
      const [from, to] = add();
      this.#link(last, from);
      last = to;
    }
    return [first, last];
  }

  #optional(of: Expression, again: boolean): readonly [number, number] {
    const [first, last] = [this.#node(), this.#node()];
    const [from, to] = this.#add(of);
    this.#link(first, from);
    this.#link(first, last);
    this.#link(to, again ? first : last);
    return [first, last];
  }
}

/** Names of queues and exchanges are never empty; routing keys may be. */
export type Domain = 'names' | 'keys';

/** No name of a queue or exchange holds a line break; a key that does is left out of account. */
const LINE_BREAK = 10;

/** How two sets of names differ: a shortest example each way, if there is one. */
export interface Difference {
  /** Found by the expression, and in none of the patterns. */
  readonly lost: Bytes | undefined;
  /** In a pattern, and not found by the expression. */
  readonly added: Bytes | undefined;
}

/**
 * Compares what an expression finds with what some patterns match as the broker reads them. Line breaks
 * are left out of account. `{lost: undefined, added: undefined}` is proof that they are the same.
 *
 * @throws TooComplex where that takes too many states
 */
export function compare(
  automaton: ExpressionAutomaton,
  patterns: readonly Pattern[],
  domain: Domain,
): Difference {
  const others = patterns.map((pattern) => firstFit(pattern).automaton);
  const bytes = representatives(automaton, patterns);
  interface Point {
    readonly own: number;
    readonly states: readonly number[];
    readonly before: Point | undefined;
    readonly byte: number;
  }
  const queue: Point[] = [
    { own: automaton.start, states: others.map(() => 0), before: undefined, byte: 0 },
  ];
  const seen = new Set<string>();
  let [lost, added]: (Bytes | undefined)[] = [undefined, undefined];
  let work = 0;
  for (const point of queue) {
    work += bytes.length * (others.length + 1);
    if (work > MOST_WORK) throw new TooComplex();
    if (domain === 'keys' || point.before !== undefined) {
      const mine = automaton.accepts(point.own);
      const theirs = others.some(({ accept }, at) => point.states[at] === accept);
      if (mine && !theirs) lost ??= nameOf(point);
      if (theirs && !mine) added ??= nameOf(point);
      if (lost !== undefined && added !== undefined) break;
    }
    for (const byte of bytes) {
      const own = automaton.step(point.own, byte);
      const states = others.map((other, at) => {
        const state = point.states[at] ?? DEAD;
        return state === DEAD ? DEAD : step(other, state, byte);
      });
      const key = `${own} ${states.join()}`;
      if (seen.has(key)) continue;
      if (seen.size >= MOST_STATES) throw new TooComplex();
      seen.add(key);
      queue.push({ own, states, before: point, byte });
    }
  }
  return { lost, added };

  function nameOf(point: Point): Bytes {
    const name: number[] = [];
    for (let at = point; at.before !== undefined; at = at.before) name.unshift(at.byte);
    return Bytes.from(name);
  }
}

/** In the order in which names read best. */
const READABLE = Array.from(
  'abcdefghijklmnopqrstuvwxyz0123456789-._ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  (character) => character.charCodeAt(0),
);

/** A byte for each class of bytes that neither the expression nor the patterns tell apart. */
function representatives(
  automaton: ExpressionAutomaton,
  patterns: readonly Pattern[],
): readonly number[] {
  const sets = [...automaton.alphabets];
  const literal = new Set(
    patterns.flatMap(({ literals }) => literals.flatMap((one) => [...one.toArray()])),
  );
  const all = [...new Set([...READABLE, ...Array.from({ length: 256 }, (_, byte) => byte)])];
  const classes = new Map<string, number>();
  for (const byte of all) {
    if (byte === LINE_BREAK) continue;
    const mark = literal.has(byte) ? `=${byte}` : sets.map((set) => Number(set[byte])).join('');
    if (!classes.has(mark)) classes.set(mark, byte);
  }
  return [...classes.values()];
}
