import { phraseText } from '../policy/phrases/phrase-text.js';
import type { Right } from '../policy/phrases/rights.js';
import type { BrokerPolicy, Claim } from '../policy/policy.js';
import type { ClaimVerdict } from '../prove/claims/claims.js';
import type { Place } from '../source/source.js';

/** A phrase of a claim, looked at on all brokers that it counts for. */
export interface ProvedClaim {
  /** What is claimed, such as ``never `consume queue orders` ``. */
  readonly what: string;
  /** The claim and its phrase, as the first of those brokers reads them. */
  readonly claim: Claim;
  readonly right: Right;
  /** What came of it on each of those brokers, in their order. */
  readonly outcomes: readonly ClaimOutcome[];
  /** The test that it stands in; a guardrail stands in none. */
  readonly test: Claim['test'];
  /** Where the phrase stands. */
  readonly place: Place;
  /** How long the proof took, in seconds of the clock. */
  readonly seconds: number;
}

/** What came of a phrase of a claim on one broker: it may hold, and routing may lead round it. */
export interface ClaimOutcome {
  readonly broker: string;
  readonly state: 'holds' | 'fails' | 'walked-round';
}

/** Gathers the claims of a policy, which are looked at broker by broker. */
export class ProvedClaims {
  readonly #claims = new Map<string, ProvedClaim>();

  /** Those that were added, in the order in which they came first. */
  get all(): readonly ProvedClaim[] {
    return [...this.#claims.values()];
  }

  /** Takes what came of the claims on one broker, which is named. */
  add(verdicts: readonly ClaimVerdict[], broker: string): void {
    for (const { claim, phrases } of verdicts)
      for (const { right, failures, walks, seconds } of phrases) {
        const state = failures.length > 0 ? 'fails' : walks.length > 0 ? 'walked-round' : 'holds';
        const { place } = right;
        const { source, range } = place;
        const what = `${claim.kind} ${phraseText(right)}`;
        const key = `${source.name} ${range.start} ${claim.place.range.start} ${what}`;
        const known = this.#claims.get(key);
        this.#claims.set(key, {
          ...(known ?? { what, claim, right, test: claim.test, place }),
          outcomes: [...(known?.outcomes ?? []), { broker, state }],
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
