import type { Place } from '../source/source.js';
import type { Doubts } from './doubts.js';
import type { Broker } from './brokers/broker.js';
import type { BrokerParts } from './brokers/parts.js';
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

/** The grants and claims of a policy for one broker, all or some of them, and what they depend on. */
export interface RightsPolicy {
  readonly broker: BrokerParts['rights'];
  readonly vhosts: Vhosts;
  readonly grants: readonly Grant[];
  readonly claims: readonly Claim[];
}

/** As `RightsPolicy`, with what it depends on of a broker whether roles can be granted their rights. */
export interface GrantingPolicy extends RightsPolicy {
  readonly broker: BrokerParts['granting'];
}

/** What a policy says about one broker, with every name resolved. */
export interface BrokerPolicy extends GrantingPolicy {
  readonly broker: Broker;
  /** The broker in parts, for what need not depend on the whole. */
  readonly parts: BrokerParts;
  readonly roles: readonly Role[];
  readonly doubts: Doubts;
}
