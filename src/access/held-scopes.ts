import type { ResourceScope } from '../rabbitmq/scope.js';
import type { BrokerPolicy } from '../policy/policy.js';
import type { Right } from '../policy/phrases/rights.js';
import { scopesOf } from './scopes-of.js';
import { RoleScopes } from './role-scopes.js';

/** What some rights give together, made to ask whether a single scope among them gives another. */
export class HeldScopes {
  readonly #rights: readonly Right[];
  readonly #policy: BrokerPolicy;
  #scopes: RoleScopes<Right> | undefined;

  constructor(rights: readonly Right[], policy: BrokerPolicy) {
    this.#rights = rights;
    this.#policy = policy;
  }

  /** Whether one of the scopes gives all that this one gives. */
  hold(scope: Omit<ResourceScope, 'kind'>): boolean {
    this.#scopes ??= this.#index();
    const [first] = this.#scopes.covering({ kind: 'resource', ...scope });
    return first !== undefined;
  }

  /** Few policies ask, so the scopes are sorted when they are asked for. */
  #index(): RoleScopes<Right> {
    const scopes = new RoleScopes<Right>();
    for (const right of this.#rights)
      if (right.type === 'operation')
        for (const scope of scopesOf(right, this.#policy.vhosts.of(right.vhost)))
          if (scope.kind === 'resource') scopes.add(scope, right);
    return scopes;
  }
}
