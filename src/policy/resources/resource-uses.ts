import type { Reading } from '../../pattern/match.js';
import type { Pattern } from '../../pattern/pattern.js';
import type { Place, Source } from '../../source/source.js';
import type { ResourceKind } from '../../syntax/tree.js';
import { thingsOf } from '../phrases/needs.js';
import type { BrokerPolicy } from '../policy.js';
import type { Resource } from './resources.js';
import type { Right } from '../phrases/rights.js';

/** A place at which the name of an exchange, queue or stream, or a pattern for some, is written. */
export interface ResourceUse {
  readonly place: Place;
  readonly kind: ResourceKind;
  readonly vhost: Pattern;
  readonly pattern: Pattern;
  /** As the broker reads a grant, or any text, as in a `never` and in a declaration. */
  readonly reading: Reading;
  /** The broker that the name was resolved for. */
  readonly policy: BrokerPolicy;
  /** Whether the thing is declared here. */
  readonly declares: boolean;
  /** Whether the pattern is that of the partitions of the super stream that is written there. */
  readonly ofPartitions: boolean;
}

/**
 * Where exchanges, queues and streams are named, resolved for each broker: in declarations, in grants and
 * in claims, also by profiles. One place has several uses where it means several things.
 */
export class ResourceUses {
  /** All of them, by the name of their file. */
  readonly #bySource = new Map<string, ResourceUse[]>();

  constructor(readonly policies: readonly BrokerPolicy[]) {
    for (const policy of policies) {
      for (const vhost of policy.vhosts.declared)
        for (const resource of vhost.resources) this.#addDeclared(resource, vhost.pattern, policy);
      for (const { right } of policy.grants) this.#addRight(right, 'first-fit', policy);
      for (const { kind, rights } of policy.claims) {
        const reading = kind === 'can' ? 'first-fit' : 'glob';
        for (const right of rights) this.#addRight(right, reading, policy);
      }
    }
  }

  /** The uses whose name touches an offset of a file. */
  at(source: Source, offset: number): readonly ResourceUse[] {
    return this.in(source).filter(
      ({ place: { range } }) => range.start <= offset && offset <= range.end,
    );
  }

  /** The uses in a file. */
  in(source: Source): readonly ResourceUse[] {
    return this.#bySource.get(source.name) ?? [];
  }

  /** The uses in all files. */
  get all(): readonly ResourceUse[] {
    return [...this.#bySource.values()].flat();
  }

  /** What is declared that a use can mean, built-in things among it. */
  reached({ kind, vhost, pattern, reading, policy }: ResourceUse): readonly Resource[] {
    return policy.vhosts.of(vhost).meeting(pattern, kind, reading);
  }

  /** Every use that can mean one of the things declared at some places. */
  reaching(declared: readonly Place[]): readonly ResourceUse[] {
    const wanted = new Set(declared.map(placeKey));
    return this.all.filter((use) =>
      this.reached(use).some(({ place }) => place !== undefined && wanted.has(placeKey(place))),
    );
  }

  #addDeclared(resource: Resource, vhost: Pattern, policy: BrokerPolicy): void {
    const { kind, pattern, place, other, otherPlace } = resource;
    const around = { vhost, reading: 'glob', policy, ofPartitions: false } as const;
    if (place !== undefined) this.#add({ ...around, place, kind, pattern, declares: true });
    if (other !== undefined && otherPlace !== undefined)
      this.#add({
        ...around,
        place: otherPlace,
        kind: 'exchange',
        pattern: other,
        declares: false,
      });
  }

  #addRight(right: Right, reading: Reading, policy: BrokerPolicy): void {
    if (right.type !== 'operation') return;
    const around = { vhost: right.vhost, reading, policy, declares: false } as const;
    for (const { on, named, kind } of thingsOf(right))
      this.#add({ ...around, ...named, kind, ofPartitions: on === 'partitions' });
  }

  #add(use: ResourceUse): void {
    const known = this.#bySource.get(use.place.source.name);
    if (known === undefined) this.#bySource.set(use.place.source.name, [use]);
    else known.push(use);
  }
}

/** Two places are the same if their keys are. */
export function placeKey({ source, range }: Place): string {
  return `${source.name}:${range.start}:${range.end}`;
}
