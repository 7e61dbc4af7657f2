import type { Place } from '../source/source.js';
import type { Doubts } from './doubts.js';
import type { Broker } from './brokers/broker.js';
import type { Right } from './phrases/rights.js';
import type { Role } from './names/roles.js';
import type { Vhosts } from './resources/vhosts.js';

/** A right that a role is granted. */
export interface Grant {
  readonly role: Role;
  readonly right: Right;
}

/** What `can` or `never` says: each of the roles has all of the rights, or none has any. */
export interface Claim {
  readonly kind: 'can' | 'never';
  readonly roles: readonly Role[];
  readonly rights: readonly Right[];
  /** Whether every name of its subject is known. */
  readonly isWhole: boolean;
  /** The word `can` or `never`. */
  readonly place: Place;
  /** The test that the claim stands in; a guardrail stands in none. */
  readonly test: { readonly title: string; readonly place: Place } | undefined;
}

/** What a policy says about one broker, with every name resolved. */
export interface BrokerPolicy {
  readonly broker: Broker;
  readonly roles: readonly Role[];
  readonly vhosts: Vhosts;
  readonly grants: readonly Grant[];
  readonly claims: readonly Claim[];
  readonly doubts: Doubts;
}
