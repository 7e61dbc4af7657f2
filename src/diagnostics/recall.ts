import type { Diagnostic } from './diagnostic.js';
import { Reporter } from './reporter.js';

/** What came of some work: its result, what it reported, and how many names it compared. */
interface Outcome<Value> {
  readonly inputs: readonly unknown[];
  readonly value: Value;
  readonly reported: readonly Diagnostic[];
  readonly compared: number;
}

/**
 * How many outcomes are kept for one thing; of more the oldest go. Only what is typed again and again
 * comes near.
 */
const LIMIT = 1_000;

/**
 * Keeps what came of one kind of work, for when it is to be done again with the same inputs. What
 * was reported then is reported again. An outcome lives as long as the thing that it is about.
 */
export class Recall<Value> {
  readonly #outcomes = new WeakMap<object, Map<string, Outcome<Value>>>();

  /** @param keeps whether anything is kept; for work that is done once it would only take memory */
  constructor(readonly keeps = true) {}

  /**
   * The result of the work, done now unless its outcome is known.
   *
   * @param about what it is about: a node of a syntax tree, or another object that stays as it is
   * @param which tells apart the works about one thing, such as those for several brokers
   * @param inputs all else that the outcome depends on, compared by identity
   * @param mayKeep whether a result may be used again
   */
  of(
    about: object,
    which: string,
    inputs: readonly unknown[],
    reporter: Reporter,
    make: (reporter: Reporter) => Value,
    mayKeep: (value: Value) => boolean = () => true,
  ): Value {
    if (!this.keeps) return make(reporter);
    const { suggester } = reporter;
    const known = this.#outcomes.get(about)?.get(which);
    if (known !== undefined && known.compared <= suggester.left && same(known.inputs, inputs)) {
      suggester.spend(known.compared);
      reporter.take(known.reported);
      return known.value;
    }
    const part = new Reporter(suggester);
    const before = suggester.left;
    const value = make(part);
    reporter.take(part.reported);
    const compared = before - suggester.left;
    // Once the budget for suggestions is used up, they may lack what they would have otherwise.
    if (suggester.left > 0 && mayKeep(value))
      this.#keep(about, which, { inputs, value, reported: part.reported, compared });
    else this.#outcomes.get(about)?.delete(which);
    return value;
  }

  #keep(about: object, which: string, outcome: Outcome<Value>): void {
    const known = this.#outcomes.get(about);
    if (known === undefined) this.#outcomes.set(about, new Map([[which, outcome]]));
    else {
      const [oldest] = known.keys();
      if (known.size >= LIMIT && oldest !== undefined) known.delete(oldest);
      known.set(which, outcome);
    }
  }
}

/** Several kinds of work of which what came is kept, or nothing. */
export abstract class Recalls {
  /** @param keeps whether anything is kept; for work that is done once it would only take memory */
  constructor(readonly keeps: boolean) {}

  /** For one kind of work. */
  protected recall<Value>(): Recall<Value> {
    return new Recall(this.keeps);
  }
}

function same(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}
