import { Recall } from '../diagnostics/recall.js';
import type { Broker } from './brokers/broker.js';
import type { DeclaredNames } from './names/declared-names.js';
import type { Claim, Grant } from './policy.js';
import type { Resource, Resources } from './resources/resources.js';
import type { Role } from './names/roles.js';

/** What came of a rule, and how much of the budget for phrases it took. */
export interface OfRule<Result> {
  readonly result: Result;
  readonly cost: number;
}

/**
 * What is kept of a policy that was resolved, so that resolving it after an edit does only again
 * what the edit may change.
 */
export class KeptPolicy {
  readonly brokers = new Recall<readonly Broker[]>();
  readonly profiles = new Recall<DeclaredNames['profiles']>();
  readonly roles = new Recall<Role | undefined>();
  readonly declarations = new Recall<Resource | undefined>();
  readonly topologies = new Recall<readonly Resource[]>();
  readonly resources = new Recall<Resources>();
  readonly allows = new Recall<OfRule<readonly Grant[]>>();
  readonly claims = new Recall<OfRule<Claim | undefined>>();
}
