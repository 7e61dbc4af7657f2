import { Recall } from '../diagnostics/recall.js';
import type { Broker } from './brokers/broker.js';
import type { DeclaredNames } from './names/declared-names.js';
import type { Claim, Grant } from './policy.js';
import type { Resource, Resources } from './resources/resources.js';
import type { KeptResources } from './resources/vhosts.js';
import type { Role } from './names/roles.js';

/** What came of a rule, and how much of the budget for phrases it took. */
export interface OfRule<Result> {
  readonly result: Result;
  readonly cost: number;
  /** Whether nothing in it was wrong. */
  readonly isSound: boolean;
}

/**
 * What is kept of a policy that was resolved, so that resolving it after an edit does only again
 * what the edit may change.
 */
export class KeptPolicy implements KeptResources {
  readonly brokers: Recall<readonly Broker[]>;
  readonly profiles: Recall<DeclaredNames['profiles']>;
  readonly roles: Recall<Role | undefined>;
  readonly declarations: Recall<Resource | undefined>;
  readonly allows: Recall<OfRule<readonly Grant[]>>;
  readonly claims: Recall<OfRule<Claim | undefined>>;
  /** Of use within one run too: brokers read the same files, and vhosts declare the same. */
  readonly topologies = new Recall<readonly Resource[]>();
  readonly resources = new Recall<Resources>();

  /** @param keeps whether the policy may be resolved again */
  constructor(keeps: boolean) {
    this.brokers = new Recall(keeps);
    this.profiles = new Recall(keeps);
    this.roles = new Recall(keeps);
    this.declarations = new Recall(keeps);
    this.allows = new Recall(keeps);
    this.claims = new Recall(keeps);
  }
}
