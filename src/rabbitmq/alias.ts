import type { EncodedScope } from './encode.js';

/**
 * What one role may do: the broker finds the ARN in the token's `sub` and replaces it by the scopes.
 * There is at least one, as an alias without scopes stops the boot.
 */
export interface Alias {
  readonly arn: string;
  readonly scopes: readonly [EncodedScope, ...EncodedScope[]];
}

/** The aliases by ARN, so that the same policy gives the same bytes. */
export function sortAliases(aliases: readonly Alias[]): readonly Alias[] {
  return [...aliases].sort((a, b) => (a.arn < b.arn ? -1 : 1));
}

/** The scopes of an alias as the broker must see them, each with the scope prefix. */
export function prefixedScopes(alias: Alias, scopePrefix: string): readonly string[] {
  return alias.scopes.map(({ text }) => scopePrefix + text);
}

/** The lines of rabbitmq.conf that hold the aliases. */
export function aliasLines(aliases: readonly Alias[], scopePrefix: string): readonly string[] {
  return sortAliases(aliases).flatMap((alias, at) => {
    const key = `auth_oauth2.scope_aliases.${at + 1}`;
    const scopes = prefixedScopes(alias, scopePrefix).join(' ');
    return [`${key}.alias = ${alias.arn}`, `${key}.scope = ${scopes}`];
  });
}
