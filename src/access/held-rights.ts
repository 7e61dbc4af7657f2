import { Pattern } from '../pattern/pattern.js';
import type { Operation, Right } from '../policy/phrases/rights.js';
import type { ResourceScope, Scope } from '../rabbitmq/scope.js';
import { checksOf, scopeFor, scopesOf, type Check } from './checks.js';
import type { Context } from './context.js';
import { ScopeIndex } from './scope-index.js';

/**
 * The rights that one role is granted or said to have, with what each needs and gives: worked out once
 * for all who ask, and only when somebody does.
 */
export class HeldRights {
  readonly #checks = new Map<Operation, readonly Check[]>();
  readonly #scopes = new Map<Right, readonly Scope[]>();
  #index: ScopeIndex<{ readonly scope: ResourceScope }> | undefined;

  constructor(
    readonly rights: readonly Right[],
    readonly resourcesOf: Context['resourcesOf'],
  ) {}

  /** The checks of one of the operations. */
  checksOf(operation: Operation): readonly Check[] {
    const known = this.#checks.get(operation);
    if (known !== undefined) return known;
    const checks = checksOf(operation);
    this.#checks.set(operation, checks);
    return checks;
  }

  /** The scopes that one of the rights asks for; none where it is a right on the Amazon MQ API. */
  scopesOf(right: Right): readonly Scope[] {
    const known = this.#scopes.get(right);
    if (known !== undefined) return known;
    const scopes = this.#scopesOf(right);
    this.#scopes.set(right, scopes);
    return scopes;
  }

  #scopesOf(right: Right): readonly Scope[] {
    if (right.type === 'api') return [];
    const resources = this.resourcesOf(right.type === 'tag' ? Pattern.any : right.vhost);
    if (right.type !== 'operation') return scopesOf(right, resources);
    return this.checksOf(right).map((check) => scopeFor(check, right, resources));
  }

  /** Whether a single scope of the operations gives all that this one gives. */
  hold(scope: Omit<ResourceScope, 'kind'>): boolean {
    this.#index ??= new ScopeIndex(
      this.rights
        .filter(({ type }) => type === 'operation')
        .flatMap((right) => this.scopesOf(right))
        .flatMap((held) => (held.kind === 'resource' ? [{ scope: held }] : [])),
    );
    for (const _ of this.#index.covering({ kind: 'resource', ...scope })) return true;
    return false;
  }
}
