import { SIGNING_ALGORITHMS, type SigningAlgorithm } from './sts-tokens.js';
import type { TokenBroker } from './token-rules.js';

/** Audiences for which the same tokens are wanted. */
export interface TokenGroup {
  /** At least one, sorted. */
  readonly audiences: readonly string[];
  /** The longest duration in seconds, for each algorithm that any broker of the audience takes. */
  readonly seconds: ReadonlyMap<SigningAlgorithm, number>;
}

/**
 * The audiences of some brokers, those alike together. Where brokers share an audience, a token that
 * any of them wants counts as wanted.
 */
export function tokenGroups(brokers: readonly TokenBroker[]): readonly TokenGroup[] {
  const groups = new Map<string, { audiences: string[]; seconds: TokenGroup['seconds'] }>();
  for (const audience of [...new Set(brokers.map((broker) => broker.audience))].sort()) {
    const seconds = secondsOf(brokers.filter((broker) => broker.audience === audience));
    const key = JSON.stringify([...seconds]);
    const group = groups.get(key) ?? { audiences: [], seconds };
    groups.set(key, group);
    group.audiences.push(audience);
  }
  return [...groups.values()];
}

function secondsOf(brokers: readonly TokenBroker[]): TokenGroup['seconds'] {
  const seconds = new Map<SigningAlgorithm, number>();
  for (const name of SIGNING_ALGORITHMS) {
    const takers = brokers.filter(({ algorithms }) => algorithms.includes(name));
    if (takers.length > 0) seconds.set(name, Math.max(...takers.map((taker) => taker.maxSeconds)));
  }
  return seconds;
}
