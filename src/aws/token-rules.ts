import type { PolicyBroker } from './policy-broker.js';
import { SIGNING_ALGORITHMS, type SigningAlgorithm } from './sts-tokens.js';

/** The brokers, named by their audiences, that take tokens of one kind. */
export interface TokenRule {
  /** At least one, sorted. */
  readonly audiences: readonly string[];
  /** At least one, the preferred first. */
  readonly algorithms: readonly SigningAlgorithm[];
  readonly maxSeconds: number;
}

/** What of a broker decides which tokens it is sent. */
export type TokenBroker = Pick<PolicyBroker, 'audience' | 'algorithms' | 'maxSeconds'>;

/**
 * The rules of some brokers, one for each distinct set of algorithms and duration; the order of the
 * brokers does not matter.
 */
export function tokenRules(brokers: readonly TokenBroker[]): readonly TokenRule[] {
  const rules = new Map<string, TokenRule>();
  for (const broker of brokers) {
    const algorithms = SIGNING_ALGORITHMS.filter((name) => broker.algorithms.includes(name));
    const { maxSeconds } = broker;
    const key = [...algorithms, String(maxSeconds).padStart(5, '0')].join(' ');
    const audiences = new Set([...(rules.get(key)?.audiences ?? []), broker.audience]);
    rules.set(key, { audiences: [...audiences].sort(), algorithms, maxSeconds });
  }
  return [...rules].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, rule]) => rule);
}
