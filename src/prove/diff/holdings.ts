import type { Permission, ResourceScope } from '../../rabbitmq/scope.js';
import { groupBy } from '../../access/group.js';
import { reachOf, type Reach } from '../../access/reach.js';
import type { GivenScope } from './access.js';

/** A resource scope that is given, with the sets that it gives. */
export interface Holding extends Reach {
  readonly scope: ResourceScope;
  readonly given: GivenScope;
}

/** The resource scopes of one side for a role. */
export interface Holdings {
  readonly all: readonly Holding[];
  readonly of: (permission: Permission) => readonly Holding[];
  /** The first that is the same scope, pattern by pattern. */
  readonly same: (scope: ResourceScope) => Holding | undefined;
}

/** Prepares the scopes of one side to be compared with. */
export function holdingsOf(scopes: readonly GivenScope[]): Holdings {
  const all = scopes.flatMap((given) => {
    const { scope } = given;
    if (scope.kind === 'tag') return [];
    return [{ ...reachOf(scope, { scope, grants: [] }), scope, given }];
  });
  const byPermission = groupBy(all, ({ permission }) => permission);
  const byKey = groupBy(all, ({ scope }) => scopeKey(scope));
  return {
    all,
    of: (permission) => byPermission.get(permission) ?? [],
    same: (scope) => byKey.get(scopeKey(scope))?.[0],
  };
}

function scopeKey({ permission, vhost, name, key }: ResourceScope): string {
  const parts = key === undefined ? [vhost, name] : [vhost, name, key];
  // No key of a pattern holds the character between.
  return [permission, ...parts.map((pattern) => pattern.key)].join('\u0102');
}
