import type { Right as ApiRight } from '../aws/mq-rights.js';
import { Pattern } from '../pattern/pattern.js';
import type { BrokerPolicy, Grant } from '../policy/policy.js';
import type { Role } from '../policy/roles.js';
import { minimise } from '../prove/minimise.js';
import type { SourcedScope } from '../prove/sourced-scope.js';
import { scopesOf } from '../policy/scopes-of.js';
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
export function roleAccess(policy: BrokerPolicy): readonly RoleAccess[] {
  const byRole = group(policy.grants.map((grant) => [grant.role, grant]));
  return [...byRole]
    .map(([role, grants]) => ({ role, scopes: scopes(grants, policy), rights: rights(grants) }))
    .sort((a, b) => (a.role.name < b.role.name ? -1 : 1));
}

function scopes(grants: readonly Grant[], { vhosts }: BrokerPolicy): readonly GrantedScope[] {
  const asked = grants.flatMap((grant) => {
    const { right } = grant;
    if (right.type === 'api') return [];
    const resources = vhosts.of(right.type === 'tag' ? Pattern.any : right.vhost);
    return scopesOf(right, resources).map((scope) => ({ scope, grants: [grant] }));
  });
  return minimise(asked).map((kept) => ({ ...kept, encoded: encodeScope(kept.scope) }));
}

function rights(grants: readonly Grant[]): ReadonlyMap<ApiRight, readonly Grant[]> {
  return group(
    grants.flatMap((grant): [ApiRight, Grant][] =>
      grant.right.type === 'api' ? [[grant.right.right, grant]] : [],
    ),
  );
}

function group<K, V>(pairs: Iterable<readonly [K, V]>): Map<K, V[]> {
  const groups = new Map<K, V[]>();
  for (const [key, value] of pairs) {
    const values = groups.get(key);
    if (values === undefined) groups.set(key, [value]);
    else values.push(value);
  }
  return groups;
}
