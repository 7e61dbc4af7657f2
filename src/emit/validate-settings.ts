import type { Broker } from '../policy/brokers/broker.js';
import { every } from '../rabbitmq/claims.js';
import {
  effectiveBackends,
  effectivePrefix,
  type BrokerConfig,
} from '../rabbitmq/read/broker-config.js';

/**
 * Whether the settings that were read are those that the broker was to get, no key more or less and
 * none replaced by advanced.config.
 *
 * @returns the first difference in words; undefined if there is none
 */
export function settingsDiffer(broker: Broker, config: BrokerConfig): string | undefined {
  const decided = decidedSettings(broker);
  for (const [key, { value }] of config.settings)
    if (!key.startsWith('auth_oauth2.scope_aliases.') && !isDecided(decided, key, value))
      return `${key} = ${value} was not decided`;
  for (const key of decided.keys()) if (!config.settings.has(key)) return `${key} is missing`;
  return effectsDiffer(broker, config);
}

/** Every line of rabbitmq.conf but the aliases; undefined for a value that does not matter. */
function decidedSettings(broker: Broker): ReadonlyMap<string, string | undefined> {
  const { audience, scopePrefix, issuer, internalUsers, algorithms, settings } = broker;
  return new Map([
    ['auth_backends.1', 'oauth2'],
    ...(internalUsers ? ([['auth_backends.2', 'internal']] as const) : []),
    ['auth_oauth2.resource_server_id', audience],
    ['auth_oauth2.scope_prefix', scopePrefix],
    ['auth_oauth2.verify_aud', 'true'],
    ['auth_oauth2.additional_scopes_key', 'sub'],
    ['auth_oauth2.preferred_username_claims.1', 'sub'],
    // Without an issuer nothing is written, and anything may stand there.
    ['auth_oauth2.jwks_url', issuer && `${issuer}/.well-known/jwks.json`],
    ['auth_oauth2.https.peer_verification', 'verify_peer'],
    ['auth_oauth2.https.hostname_verification', 'wildcard'],
    ...algorithms.map((name, at) => [`auth_oauth2.algorithms.${at + 1}`, name] as const),
    ...(every(broker.engine, 'requireExp') ? ([['auth_oauth2.require_exp', 'true']] as const) : []),
    ...settings.map(({ key, text }) => [key, unquoted(text)] as const),
  ]);
}

/** The value of a line that was checked: one that starts with a quote ends with one. */
function unquoted(text: string): string {
  return text.startsWith("'") ? text.slice(1, -1) : text;
}

function isDecided(
  decided: ReadonlyMap<string, string | undefined>,
  key: string,
  value: string,
): boolean {
  return decided.has(key) && (decided.get(key) ?? value) === value;
}

function effectsDiffer(broker: Broker, config: BrokerConfig): string | undefined {
  const backends = broker.internalUsers ? 'oauth2, internal' : 'oauth2';
  const rows: readonly [what: string, decided: string, read: string | undefined][] = [
    ['audience', broker.audience, config.audience],
    ['scope prefix', broker.scopePrefix, effectivePrefix(config)],
    ['claim that holds aliases', 'sub', config.scopesKey],
    ['check of the audience', 'true', String(config.verifyAudience)],
    ['order of backends', backends, effectiveBackends(config).join(', ')],
  ];
  const row = rows.find(([, decided, read]) => decided !== read);
  return row && `the ${row[0]} is ${row[2] ?? 'missing'} instead of ${row[1]}`;
}
