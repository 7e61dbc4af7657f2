import type { Right as ApiRight } from '../aws/mq-rights.js';
import type { BrokerPolicy, Grant } from '../policy/policy.js';
import type { Role } from '../policy/roles.js';
import { scopesOf } from '../policy/scopes-of.js';
import { encodeScope, type EncodedScope } from '../rabbitmq/encode.js';
import { compareScopes, type Scope } from '../rabbitmq/scope.js';

/** A scope that a role gets, with every grant that asked for it. */
export interface GrantedScope {
  readonly scope: Scope;
  readonly encoded: EncodedScope;
  readonly grants: readonly Grant[];
}

/** All that a role gets on one broker. */
export interface RoleAccess {
  readonly role: Role;
  /** In canonical order, each once. */
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
  const found = new Map<string, { scope: Scope; encoded: EncodedScope; grants: Set<Grant> }>();
  for (const grant of grants) {
    if (grant.right.type === 'api') continue;
    for (const scope of scopesOf(grant.right, vhosts)) {
      const encoded = encodeScope(scope);
      const entry = found.get(encoded.text) ?? { scope, encoded, grants: new Set() };
      found.set(encoded.text, entry);
      entry.grants.add(grant);
    }
  }
  return [...found.values()]
    .map((entry) => ({ ...entry, grants: [...entry.grants] }))
    .sort((a, b) => compareScopes(a.scope, b.scope));
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
