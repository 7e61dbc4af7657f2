import type { Grant } from '../policy/policy.js';
import type { Scope } from '../rabbitmq/scope.js';

/** A scope with the grants that it stands for: none where it was read from a configuration. */
export interface SourcedScope {
  readonly scope: Scope;
  readonly grants: readonly Grant[];
}
