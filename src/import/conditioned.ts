import { ExpressionAutomaton, TooComplex, type Finder } from './expression-automaton.js';
import type { ReadExpression } from './regular-expression.js';

/** The most states of several automata together. */
const MOST_STATES = 20_000;

type Understood = Extract<ReadExpression, { ok: true }>;

/**
 * The names that an expression takes: those that it finds itself in, and that meet its conditions.
 *
 * @throws TooComplex
 */
export function finderOf({ expression, conditions }: Understood): Finder {
  const main = new ExpressionAutomaton(expression);
  if (conditions.length === 0) return main;
  return new Conditioned(
    main,
    conditions.map((one) => ({ ...one, finder: new ExpressionAutomaton(one.expression) })),
  );
}

interface Condition {
  readonly finder: Finder;
  /** Whether it has to be found; otherwise it must not. */
  readonly wanted: boolean;
}

/** An automaton and others beside it, which have to agree at the end of a name. */
class Conditioned implements Finder {
  readonly #states: (readonly number[])[] = [];
  readonly #ids = new Map<string, number>();
  readonly start: number;

  constructor(
    private readonly main: Finder,
    private readonly conditions: readonly Condition[],
  ) {
    this.start = this.#state(this.#all.map(({ start }) => start));
  }

  get #all(): readonly Finder[] {
    return [this.main, ...this.conditions.map(({ finder }) => finder)];
  }

  step(state: number, byte: number): number {
    const before = this.#states[state] ?? [];
    return this.#state(
      this.#all.map((finder, at) => finder.step(before[at] ?? finder.start, byte)),
    );
  }

  accepts(state: number): boolean {
    const [own = 0, ...others] = this.#states[state] ?? [];
    return (
      this.main.accepts(own) &&
      this.conditions.every(({ finder, wanted }, at) => finder.accepts(others[at] ?? 0) === wanted)
    );
  }

  isSettled(state: number): boolean {
    const parts = this.#states[state] ?? [];
    return this.#all.every((finder, at) => finder.isSettled(parts[at] ?? 0));
  }

  get alphabets(): Iterable<readonly boolean[]> {
    return this.#all.flatMap(({ alphabets }) => [...alphabets]);
  }

  #state(parts: readonly number[]): number {
    const key = parts.join();
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    if (this.#states.length >= MOST_STATES) throw new TooComplex();
    this.#states.push(parts);
    this.#ids.set(key, this.#states.length - 1);
    return this.#states.length - 1;
  }
}
