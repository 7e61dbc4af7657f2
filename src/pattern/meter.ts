/** Thrown where a piece of work is at the end of its moves; it never leaves the outermost question. */
export class OutOfMoves extends Error {}

/** Counts the automaton moves that all questions of one piece of work take together. */
class Meter {
  #spent = 0;
  #asking = 0;
  #refused = 0;
  #isExhausted = false;
  #hasGivenUp = false;
  /** What work within this work took, which does not count against the limit. */
  within = 0;

  constructor(readonly limit: number) {}

  get spent(): number {
    return this.#spent;
  }

  /** Whether a question is being answered now. */
  get isAsking(): boolean {
    return this.#asking > 0;
  }

  /** Whether questions were left open since the moves were used up. */
  get isExhausted(): boolean {
    return this.#isExhausted;
  }

  /** Whether a question was left open, be it for its own limit. */
  get hasGivenUp(): boolean {
    return this.#hasGivenUp || this.#isExhausted;
  }

  giveUp(): void {
    this.#hasGivenUp = true;
  }

  spend(moves: number): void {
    if (!this.afford(moves)) throw new OutOfMoves();
  }

  /** As `spend`; false where that is too much. From then on nothing can be spent any more. */
  afford(moves: number): boolean {
    if (moves === 0) return true;
    this.#spent += moves;
    this.#isExhausted ||= this.#spent > this.limit;
    if (this.#isExhausted) this.#refused += 1;
    return !this.#isExhausted;
  }

  /** How often something could not be afforded. */
  get refused(): number {
    return this.#refused;
  }

  asking<T>(search: () => T): T {
    this.#asking += 1;
    try {
      return search();
    } finally {
      this.#asking -= 1;
    }
  }
}

let meter = new Meter(Infinity);

/** The meter of the work that is being done. */
export function current(): Meter {
  return meter;
}

/** What came of a piece of work that could take so many moves. */
export interface Metered<Value> {
  readonly value: Value;
  /** How many it took, those of work within it among them. */
  readonly moves: number;
  /** Whether the moves were used up, so that questions were left open which are not so by themselves. */
  readonly isExhausted: boolean;
  /** Whether any question was left open, be it for its own limit. */
  readonly hasGivenUp: boolean;
}

/**
 * Does a piece of work within a number of automaton moves for all its questions together. Once they
 * are used up, every question that takes any is too complex. Moves are counted and not timed, and what
 * is remembered costs what it took to find, so the same work comes to the same on every machine, after
 * whatever other work; work within other work is counted by itself. It must not wait for anything in
 * between.
 */
export function metered<Value>(moves: number, work: () => Value): Metered<Value> {
  const outer = meter;
  const own = new Meter(moves);
  meter = own;
  try {
    const value = work();
    const { isExhausted, hasGivenUp } = own;
    return { value, moves: own.spent + own.within, isExhausted, hasGivenUp };
  } finally {
    meter = outer;
    outer.within += own.spent + own.within;
  }
}

/** An answer, and how many moves it took to find. */
export interface Priced<Value> {
  readonly value: Value;
  readonly moves: number;
}

/**
 * An answer that is remembered, at the price of finding it, or found now.
 *
 * @param unknown what to answer where the moves do not suffice; that is not remembered
 */
export function recalled<Value>(
  known: Priced<Value> | undefined,
  find: () => Value,
  keep: (found: Priced<Value>) => void,
  unknown: () => Value,
): Value {
  if (known !== undefined) {
    if (meter.afford(known.moves)) return known.value;
    if (meter.isAsking) throw new OutOfMoves();
    return unknown();
  }
  const { spent, refused } = meter;
  const value = find();
  // What was found with some questions left open is not what it would be by itself.
  if (meter.refused > refused) return unknown();
  keep({ value, moves: meter.spent - spent });
  return value;
}

/** What the work of one command may take in all: about a second. */
const ALL = 3_000_000;

/** What a part of it may always take, however many parts there are; ten times what policies need. */
const LEAST = 10_000;

/**
 * How many moves one of so many equal parts of a command's work may take. It is the same for each, so
 * that their order is of no account, and changes seldom while the number of parts grows.
 */
export function shareOf(parts: number): number {
  let share = ALL;
  while (share * parts > ALL && share > LEAST) share /= 2;
  return Math.max(LEAST, Math.floor(share));
}
