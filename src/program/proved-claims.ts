import { phraseText } from '../policy/phrases/phrase-text.js';
import type { BrokerPolicy, Claim } from '../policy/policy.js';
import type { ClaimVerdict } from '../prove/claims/claims.js';
import type { Place } from '../source/source.js';

/** A phrase of a claim, looked at on all brokers that it counts for. */
export interface ProvedClaim {
  /** What is claimed, such as ``never `consume queue orders` ``. */
  readonly what: string;
  /** The test that it stands in; a guardrail stands in none. */
  readonly test: Claim['test'];
  /** Where the phrase stands. */
  readonly place: Place;
  /** How long the proof took, in seconds of the clock. */
  readonly seconds: number;
}

/** Gathers the claims of a policy, which are looked at broker by broker. */
export class ProvedClaims {
  readonly #claims = new Map<string, ProvedClaim>();

  /** Those that were added, in the order in which they came first. */
  get all(): readonly ProvedClaim[] {
    return [...this.#claims.values()];
  }

  /** Takes what came of the claims on one broker. */
  add(verdicts: readonly ClaimVerdict[]): void {
    for (const { claim, phrases } of verdicts)
      for (const { right, seconds } of phrases) {
        const { place } = right;
        const { source, range } = place;
        const what = `${claim.kind} ${phraseText(right)}`;
        const key = `${source.name} ${range.start} ${claim.place.range.start} ${what}`;
        const known = this.#claims.get(key);
        this.#claims.set(key, {
          ...{ what, test: claim.test, place },
          seconds: (known?.seconds ?? 0) + seconds,
        });
      }
  }
}

/** What a policy has, in numbers. */
export interface PolicyNumbers {
  readonly brokers: number;
  readonly roles: number;
  readonly claims: number;
  readonly tests: number;
}

/** Counts what a policy has: roles and claims of several brokers once. */
export function numbersOf(
  policies: readonly BrokerPolicy[],
  claims: readonly ProvedClaim[],
): PolicyNumbers {
  const placeKey = ({ source, range }: Place): string => `${source.name} ${range.start}`;
  return {
    brokers: policies.filter(({ broker }) => broker.place !== undefined).length,
    roles: new Set(policies.flatMap(({ roles }) => roles.map(({ name }) => name))).size,
    claims: claims.length,
    tests: new Set(claims.flatMap(({ test }) => (test === undefined ? [] : placeKey(test.place))))
      .size,
  };
}
