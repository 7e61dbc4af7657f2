import type { Bytes } from './bytes.js';
import type { Reading } from './match.js';
import type { Pattern } from './pattern.js';

/** The state from which no name is accepted any more. */
export const DEAD = -1;

/** Stands for "no earlier place to try". */
const NONE = -1;

/** What a state of an automaton does with the next byte. */
interface State {
  /** The byte that leads to the next state, or `NONE`. */
  readonly expected: number;
  /** The state that is asked when another byte comes, or `NONE`. */
  readonly retry: number;
  /** Where a byte leads that no state asked expects: a state, or `DEAD`. */
  readonly otherwise: number;
}

/**
 * The deterministic automaton of a pattern: a chain of search automata, one for each literal. It
 * has about as many states as the pattern has bytes, and starts in state 0.
 */
export interface Automaton {
  readonly states: readonly State[];
  /** The one accepting state. It can be reached from every other, save for the empty set. */
  readonly accept: number;
  /** What `expectedIn` found so far, by state. */
  readonly expected: (readonly number[] | undefined)[];
}

/** The automaton of a pattern in a reading. */
export function automatonOf(pattern: Pattern, reading: Reading): Automaton {
  const states: State[] = [];
  if (pattern.isNothing) {
    states.push({ expected: NONE, retry: NONE, otherwise: DEAD });
    return { states, accept: 1, expected: [] };
  }
  addPrefix(states, pattern.first);
  const searched = pattern.literals.slice(1).filter((literal) => literal.length > 0);
  for (const literal of searched) addSearch(states, literal);
  addEnd(states, pattern, reading);
  return { states, accept: states.length - 1, expected: [] };
}

/** The bytes before the first star: any other byte is the end of it. */
function addPrefix(states: State[], literal: Bytes): void {
  for (const expected of literal.toArray()) states.push({ expected, retry: NONE, otherwise: DEAD });
}

/** The search for the first place of a literal after a star. */
function addSearch(states: State[], literal: Bytes): void {
  const start = states.length;
  const failure = failureTable(literal.binary);
  for (const [at, expected] of literal.toArray().entries())
    states.push({ expected, retry: retryAt(start, failure, at), otherwise: start });
}

/** The accepting state, and before it the one that waits for the byte that two last stars want. */
function addEnd(states: State[], pattern: Pattern, reading: Reading): void {
  const at = states.length;
  const { length, binary } = pattern.last;
  const final = { expected: NONE, retry: NONE };
  if (pattern.trailingStars > 0) {
    const isShort = reading === 'first-fit' && pattern.trailingStars > 1;
    if (isShort) states.push({ ...final, otherwise: at + 1 });
    states.push({ ...final, otherwise: states.length });
  } else if (reading === 'first-fit' || pattern.isLiteral) {
    states.push({ ...final, otherwise: DEAD });
  } else {
    const start = at - length;
    const retry = retryAt(start, failureTable(binary), length);
    states.push({ expected: NONE, retry, otherwise: start });
  }
}

function retryAt(start: number, failure: Int32Array, at: number): number {
  const shorter = failure[at] ?? NONE;
  return shorter === NONE ? NONE : start + shorter;
}

/**
 * The failure table of Knuth, Morris and Pratt in its strong form: after `at` characters of the
 * word matched and the next one did not, the length of the longest shorter match that may still
 * go on, or `NONE`. The last entry is for a whole word matched. Chains are of logarithmic length.
 */
function failureTable(word: string): Int32Array {
  const table = new Int32Array(word.length + 1);
  table[0] = NONE;
  let border = 0;
  for (let at = 1; at < word.length; at++) {
    if (word[at] === word[border]) table[at] = table[border] ?? NONE;
    else {
      table[at] = border;
      while (border >= 0 && word[at] !== word[border]) border = table[border] ?? NONE;
    }
    border++;
  }
  if (word.length > 0) table[word.length] = border;
  return table;
}

/** The state after a byte. */
export function step(automaton: Automaton, state: number, byte: number): number {
  let asked = automaton.states[state];
  while (asked !== undefined && asked.expected !== byte) {
    if (asked.retry === NONE) return asked.otherwise;
    state = asked.retry;
    asked = automaton.states[state];
  }
  return state + 1;
}

/** The bytes that a state tells from the other bytes. */
export function expectedIn(automaton: Automaton, state: number): readonly number[] {
  const known = automaton.expected[state];
  if (known !== undefined) return known;
  const found: number[] = [];
  for (let asked = automaton.states[state]; asked; asked = automaton.states[asked.retry])
    if (asked.expected !== NONE) found.push(asked.expected);
  automaton.expected[state] = found;
  return found;
}

/** Whether every name that reaches the state is accepted, whatever follows. */
export function acceptsAllFrom(automaton: Automaton, state: number): boolean {
  return state === automaton.accept && automaton.states[state]?.otherwise === state;
}
