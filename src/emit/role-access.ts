import type { Right as ApiRight } from '../aws/mq-rights.js';
import type { Grant } from '../policy/policy.js';
import type { Role } from '../policy/roles.js';
import type { Granted } from '../prove/granted.js';
import type { SourcedScope } from '../prove/sourced-scope.js';
import { encodeScope, type EncodedScope } from '../rabbitmq/encode.js';

/** A scope that a role gets, with every grant that it serves. */
export interface GrantedScope extends SourcedScope {
  readonly encoded: EncodedScope;
}

/** All that a role gets on one broker. */
export interface RoleAccess {
  readonly role: Role;
  /** In canonical order, as few as give what was granted. */
  readonly scopes: readonly GrantedScope[];
  readonly rights: ReadonlyMap<ApiRight, readonly Grant[]>;
}

/** The access of every role that is granted anything, by the roles' names. */
export function roleAccess(granted: ReadonlyMap<Role, Granted>): readonly RoleAccess[] {
  return [...granted]
    .filter(([, { grants }]) => grants.length > 0)
    .map(([role, { scopes, given }]) => ({
      role,
      scopes: scopes.map((kept) => ({ ...kept, encoded: encodeScope(kept.scope) })),
      rights: new Map(given.api.map(({ right, grants }) => [right, grants])),
    }))
    .sort((a, b) => (a.role.name < b.role.name ? -1 : 1));
}
