import type { Role } from '../policy/names/roles.js';
import type { GivenApi } from '../access/given.js';
import type { Granted } from '../access/granted.js';
import type { SourcedScope } from '../access/sourced-scope.js';

/** All that a role gets on one broker. */
export interface RoleAccess {
  readonly role: Role;
  /** In canonical order, as few as give what was granted. */
  readonly scopes: readonly SourcedScope[];
  /** Each once for the same conditions. */
  readonly rights: readonly GivenApi[];
}

/** The access of every role that is granted anything, by the roles' names. */
export function roleAccess(granted: ReadonlyMap<Role, Granted>): readonly RoleAccess[] {
  return [...granted]
    .filter(([, { grants }]) => grants.length > 0)
    .map(([role, { scopes, given }]) => ({
      role,
      scopes,
      rights: given.api,
    }))
    .sort((a, b) => (a.role.name < b.role.name ? -1 : 1));
}
