import type { Bytes } from '../pattern/bytes.js';
import type { Expression } from './regular-expression.js';

/** The most nodes that an expression may have, its repeats written out. */
const MOST_NODES = 20_000;

/** The most states of the automaton of an expression. */
const MOST_STATES = 20_000;

/** The most that is done for one expression, in members of states. */
const MOST_WORK = 2_000_000;

/**
 * Where a match stands: nothing is taken yet, something is, or a `$` wants that nothing follows, in a name
 * of which something is taken or in the empty one.
 */
const PHASES = 4;
const [AT_START, INSIDE, ENDED, EMPTY] = [0, 1, 2, 3];

function isOver(phase: number): boolean {
  return phase === ENDED || phase === EMPTY;
}

interface Node {
  /** The bytes that lead on, by one step; undefined for steps that take none. */
  readonly bytes: readonly boolean[] | undefined;
  readonly assertion: 'start' | 'end' | undefined;
  readonly next: number[];
}

/** Thrown where an expression needs more room than it is given. */
export class TooComplex extends Error {}

/** A deterministic automaton on bytes, whose states are made as they are asked for. */
export interface Finder {
  readonly start: number;
  /** @throws TooComplex where there are too many states */
  readonly step: (state: number, byte: number) => number;
  readonly accepts: (state: number) => boolean;
  /** Whether nothing that follows changes the answer. */
  readonly isSettled: (state: number) => boolean;
  /** The sets of bytes that it tells apart. */
  readonly alphabets: Iterable<readonly boolean[]>;
}

/** Whether a name is taken. @throws TooComplex */
export function takes(finder: Finder, { binary }: Bytes): boolean {
  let state = finder.start;
  for (let at = 0; at < binary.length && !finder.isSettled(state); at++)
    state = finder.step(state, binary.charCodeAt(at));
  return finder.accepts(state);
}

/**
 * The names that a regular expression finds itself in, as RabbitMQ asks: anywhere in the name, on bytes.
 * Nothing goes back, so that no expression explodes in time.
 */
export class ExpressionAutomaton implements Finder {
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
      return isWaiting && !isOver(member % PHASES);
    });
    if (!goesOn) this.#idle = later;
  }

  readonly #first: number;
  /** The members of the state in which nothing can be found any more. */
  #idle: readonly number[] | undefined;

  /** Whether the expression finds itself in the name that led to a state. */
  accepts(state: number): boolean {
    const { found = false, members = [] } = this.#states[state] ?? {};
    return found || [ENDED, EMPTY].some((phase) => members.includes(this.#final * PHASES + phase));
  }

  /** @throws TooComplex where there are too many states */
  step(state: number, byte: number): number {
    const known = (this.#steps[state] ??= new Int32Array(256).fill(-1));
    const next = known[byte] ?? -1;
    if (next >= 0) return next;
    return (known[byte] = this.#stepTo(state, byte));
  }

  /** Whether nothing that follows changes the answer. */
  isSettled(state: number): boolean {
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
      if (isOver(member % PHASES) || node?.bytes?.[byte] !== true) continue;
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
      const isStart = phase === AT_START || phase === EMPTY;
      if (node.assertion === 'start' && !isStart) continue;
      const after = node.assertion !== 'end' ? phase : isStart ? EMPTY : ENDED;
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
