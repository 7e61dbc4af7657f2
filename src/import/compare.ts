import { acceptsAllFrom, DEAD, step } from '../pattern/automaton.js';
import { Bytes } from '../pattern/bytes.js';
import { firstFit } from '../pattern/name-set.js';
import type { Pattern } from '../pattern/pattern.js';
import { TooComplex, type Finder } from './expression-automaton.js';

/** The most states of an expression and patterns together. */
const MOST_STATES = 20_000;

/** The most that is done for one comparison, in steps of single automata. */
const MOST_WORK = 4_000_000;

/** Names of queues and exchanges are never empty; routing keys may be. */
export type Domain = 'names' | 'keys';

/** No name of a queue or exchange holds a line break; a key that does is left out of account. */
const LINE_BREAK = 10;

/** Names and keys are no longer, in bytes: AMQP 0-9-1 sends each as a short string. */
const LONGEST = 255;

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
export function compare(finder: Finder, patterns: readonly Pattern[], domain: Domain): Difference {
  const union = new Union(patterns);
  const bytes = representatives(finder, patterns);
  interface Point {
    readonly own: number;
    readonly theirs: UnionState;
    readonly before: Point | undefined;
    readonly byte: number;
    readonly length: number;
  }
  const queue: Point[] = [
    { own: finder.start, theirs: union.start, before: undefined, byte: 0, length: 0 },
  ];
  const seen = new Set<string>();
  let [lost, added]: (Bytes | undefined)[] = [undefined, undefined];
  let work = 0;
  for (const point of queue) {
    const { own, theirs } = point;
    const mine = finder.accepts(own);
    if (domain === 'keys' || point.before !== undefined) {
      if (mine && !union.accepts(theirs)) lost ??= nameOf(point);
      if (union.accepts(theirs) && !mine) added ??= nameOf(point);
      if (lost !== undefined && added !== undefined) break;
    }
    // Every point is reached by its shortest text, so that behind this no name has it.
    if (point.length === LONGEST) continue;
    // From here on both take everything.
    if (theirs === EVERYTHING && mine && finder.isSettled(own)) continue;
    work += bytes.length * (theirs === EVERYTHING ? 1 : theirs.length + 1);
    if (work > MOST_WORK) throw new TooComplex();
    for (const byte of bytes) {
      const next = { own: finder.step(own, byte), theirs: union.step(theirs, byte) };
      const key = `${next.own} ${next.theirs === EVERYTHING ? next.theirs : next.theirs.join()}`;
      if (seen.has(key)) continue;
      if (seen.size >= MOST_STATES) throw new TooComplex();
      seen.add(key);
      queue.push({ ...next, before: point, byte, length: point.length + 1 });
    }
  }
  return { lost, added };

  function nameOf(point: Point): Bytes {
    const name: number[] = [];
    for (let at = point; at.before !== undefined; at = at.before) name.unshift(at.byte);
    return Bytes.from(name);
  }
}

/** That some pattern takes whatever follows. */
const EVERYTHING = 'everything';

/** Where the patterns are that still may match: the number of each, and its state. */
type UnionState = typeof EVERYTHING | readonly number[];

/** Several patterns as the broker reads them, of which one has to match. */
class Union {
  readonly #automata;
  readonly start: UnionState;

  constructor(patterns: readonly Pattern[]) {
    this.#automata = patterns.map((pattern) => firstFit(pattern).automaton);
    this.start = this.#state(patterns.flatMap((_, at) => [at, 0]));
  }

  step(from: UnionState, byte: number): UnionState {
    if (from === EVERYTHING) return from;
    const next: number[] = [];
    for (const { which, state } of pairs(from)) {
      const automaton = this.#automata[which];
      const to = automaton === undefined ? DEAD : step(automaton, state, byte);
      if (to !== DEAD) next.push(which, to);
    }
    return this.#state(next);
  }

  accepts(state: UnionState): boolean {
    if (state === EVERYTHING) return true;
    return pairs(state).some((one) => this.#automata[one.which]?.accept === one.state);
  }

  #state(state: readonly number[]): UnionState {
    const isEverything = pairs(state).some((one) => {
      const automaton = this.#automata[one.which];
      return automaton !== undefined && acceptsAllFrom(automaton, one.state);
    });
    return isEverything ? EVERYTHING : state;
  }
}

function pairs(state: readonly number[]): readonly { which: number; state: number }[] {
  return Array.from({ length: state.length / 2 }, (_, at) => ({
    which: state[2 * at] ?? 0,
    state: state[2 * at + 1] ?? DEAD,
  }));
}

/** In the order in which names read best. */
const READABLE = Array.from(
  'abcdefghijklmnopqrstuvwxyz0123456789-._ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  (character) => character.charCodeAt(0),
);

/** A byte for each class of bytes that neither the expression nor the patterns tell apart. */
function representatives(finder: Finder, patterns: readonly Pattern[]): readonly number[] {
  const sets = [...finder.alphabets];
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
