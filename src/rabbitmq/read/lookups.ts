import type { BrokerConfig } from './broker-config.js';

/** The claim in which scopes and aliases are always looked for. */
export const SCOPE_CLAIM = 'scope';

/**
 * The claims of a token in which a broker looks for scopes and aliases: `scope`, and those of
 * `additional_scopes_key`, each a path of names with dots between. Source: rabbitmq/rabbitmq-server
 * v4.3.5, rabbit_auth_backend_oauth2, extract_scopes_from_additional_scopes_key.
 */
export function lookups({ scopesKey }: BrokerConfig): readonly string[] {
  return [...new Set([SCOPE_CLAIM, ...paths(scopesKey ?? '')])];
}

/**
 * Whether releases disagree about the claims. Before 4.1 the whole key is the name of one claim, with
 * its blanks and dots; such a release does not start where rabbitmq.conf holds aliases.
 */
export function lookupsVary({ scopesKey = '', settings }: BrokerConfig): boolean {
  const all = paths(scopesKey);
  if (all.length === 0 || (all.length === 1 && all[0] === scopesKey)) return false;
  return ![...settings.values()].some(({ key }) => key[1] === 'scope_aliases');
}

function paths(key: string): readonly string[] {
  const trimmed = key.split(' ').map((word) => word.split('.').filter(Boolean).join('.'));
  return trimmed.filter(Boolean);
}
