import type { Place } from '../../source/source.js';

/** How a broker differs from what a policy declares. */
export type FindingKind =
  | 'missing-vhost'
  | 'undeclared-vhost'
  | 'missing-exchange'
  | 'missing-queue'
  | 'missing-stream'
  | 'undeclared-exchange'
  | 'undeclared-queue'
  | 'exchange-type'
  | 'queue-kind'
  | 'dead-letter'
  | 'alternate'
  | 'internal-user'
  | 'internal-backend';

/** One difference of one thing. */
export interface Difference {
  readonly kind: FindingKind;
  /** The vhost that it is in, or that it is. */
  readonly vhost: string | undefined;
  /** The name of the exchange, queue, stream or user; undefined of a vhost. */
  readonly name: string | undefined;
  /** What the policy says of it, as a clause; empty where it says nothing. */
  readonly declared: string;
  /** What the broker has instead, as a clause; empty where it has nothing. */
  readonly found: string;
  /** Where the policy speaks of it, or could. */
  readonly place: Place | undefined;
}

/** Differences that are told together: of one kind, at one place, by the same words. */
export interface Finding extends Omit<Difference, 'name'> {
  /** The names, sorted; empty of a vhost. */
  readonly names: readonly string[];
}

/** The findings of some differences, in the order of the first of each. */
export function findingsOf(differences: readonly Difference[]): readonly Finding[] {
  const groups = new Map<string, Difference[]>();
  for (const one of differences) {
    const { kind, vhost, declared, found, place } = one;
    const at = place && [place.source.name, place.range.start];
    const key = JSON.stringify([kind, vhost, declared, found, at]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { kind, vhost, declared, found, place } = first;
    const names = group.flatMap(({ name }) => name ?? []).sort();
    return [{ kind, vhost, declared, found, place, names }];
  });
}
