import { Recall, Recalls } from '../diagnostics/recall.js';
import type { Broker } from './brokers/broker.js';
import type { BrokerParts, KeptParts } from './brokers/parts.js';
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

/** The grants that come of the phrases of an `allow`, for one role: a list for each phrase. */
export type GrantsByPhrase = readonly (readonly Grant[])[];

/**
 * What is kept of a policy that was resolved, so that resolving it after an edit does only again
 * what the edit may change.
 */
export class KeptPolicy extends Recalls implements KeptResources, KeptParts {
  /**
   * @param isFine whether to tell apart what a rule depends on, phrase by phrase and variable by variable, so
   *   that an edit of a profile or a broker leaves most of it known; that takes a tenth of the first reading
   */
  constructor(
    keeps: boolean,
    readonly isFine = keeps,
  ) {
    super(keeps);
  }

  readonly brokers = this.recall<readonly Broker[]>();
  readonly rights = this.recall<BrokerParts['rights']>();
  readonly identity = this.recall<BrokerParts['identity']>();
  readonly granting = this.recall<BrokerParts['granting']>();
  readonly profiles = this.recall<DeclaredNames['profiles']>();
  readonly roles = this.recall<Role | undefined>();
  readonly declarations = this.recall<Resource | undefined>();
  readonly allows = new Recall<OfRule<readonly GrantsByPhrase[]>>(this.isFine);
  /** Of the phrases that use profiles, which depend on more. */
  readonly calls = new Recall<OfRule<readonly GrantsByPhrase[]>>(this.isFine);
  readonly grants = this.recall<OfRule<readonly Grant[]>>();
  readonly claims = this.recall<OfRule<Claim | undefined>>();
  /** Of use within one run too: brokers read the same files, and vhosts declare the same. */
  readonly topologies = new Recall<readonly Resource[]>();
  readonly resources = new Recall<Resources>();
}
