import { policyDiagnostics } from '../../diagnostics/catalog/policy.js';
import type { Reporter } from '../../diagnostics/reporter.js';
import type { Place } from '../../source/source.js';

/** How many phrases and rights one broker's rules may come to; far more than it could hold. */
const base = 200_000;

/** How many more for each role, so that a policy may grow with those whom it is about. */
const perRole = 200;

/**
 * Counts the phrases and rights that the rules of one broker come to. Profiles that use profiles, and
 * lists that multiply, can make billions of them out of a few lines.
 */
export class Budget {
  #limit: number;
  #left: number;

  /** @param roles how many roles the broker has */
  constructor(
    readonly reporter: Reporter,
    roles: number,
  ) {
    this.#limit = base + perRole * roles;
    this.#left = this.#limit;
  }

  /** A budget for a part of the rules, within what is left now. */
  part(reporter: Reporter): Budget {
    const part = new Budget(reporter, 0);
    part.#limit = this.#limit;
    part.#left = this.#left;
    return part;
  }

  /** How many may still be counted; less than 0 once the limit was passed. */
  get left(): number {
    return this.#left;
  }

  /** Takes over what a part counted. */
  take(cost: number): void {
    this.#left -= cost;
  }

  /** Whether the limit was passed; the policy is wrong then, and no more of it needs to be read. */
  get exceeded(): boolean {
    return this.#left < 0;
  }

  /** Counts `cost` more; false once the limit is passed, which is reported where it happens first. */
  spend(cost: number, place: Place): boolean {
    const within = !this.exceeded;
    this.#left -= cost;
    if (within && this.#left < 0)
      this.reporter.report(policyDiagnostics.tooManyPhrases, place, { limit: this.#limit });
    return this.#left >= 0;
  }
}
