import type { BrokerConfig } from './broker-config.js';
import type { ResourceServer } from './resource-server.js';

/**
 * A configuration as it counts for the tokens of each of its audiences: that of `auth_oauth2` itself, where
 * it has one, and those of the further resource servers. Without any of these it is the only one. Source:
 * rabbitmq/rabbitmq-server v4.3.5, rabbit_oauth2_resource_server.
 */
export function perAudience(config: BrokerConfig): readonly BrokerConfig[] {
  const { audience, servers } = config;
  if (servers.length === 0) return [config];
  const isRoot = audience !== undefined && audience !== '';
  const others = servers
    // A server of the same id is hidden.
    .filter(({ id }) => id !== '' && id !== audience)
    .map((server) => ofServer(config, server));
  const all = [...(isRoot ? [config] : []), ...others];
  const open = all.filter(({ verifyAudience }) => !verifyAudience);
  // Tokens of other audiences are for the one that takes them; of several that do, none gets them.
  return all.map((one) => (open.length > 1 && open.includes(one) ? closed(one) : one));
}

function ofServer(config: BrokerConfig, server: ResourceServer): BrokerConfig {
  const { id, place, scopePrefix, scopesKey, verifyAudience, provider, aliases } = server;
  const verifies = verifyAudience ?? config.verifyAudience;
  const own: BrokerConfig = {
    ...config,
    audience: id,
    audiencePlace: place,
    scopePrefix: scopePrefix ?? config.scopePrefix,
    scopesKey: scopesKey ?? config.scopesKey,
    verifyAudience: verifies,
    aliases: aliases ?? config.aliases,
    servers: [],
  };
  const named = provider === undefined ? own : { ...own, ...keysOf(config, provider) };
  if (verifies) return closed(named);
  const loosened = new Map(named.loosened);
  return { ...named, loosened: loosened.set('verify_aud', loosened.get('verify_aud') ?? place) };
}

function keysOf({ settings }: BrokerConfig, provider: string): Partial<BrokerConfig> {
  const of = (word: string): string | undefined =>
    settings.get(`auth_oauth2.oauth_providers.${provider}.${word}`)?.value;
  return { provider, jwksUrl: of('jwks_uri'), issuer: of('issuer') };
}

function closed(config: BrokerConfig): BrokerConfig {
  const loosened = new Map([...config.loosened].filter(([key]) => key !== 'verify_aud'));
  return { ...config, verifyAudience: true, loosened };
}
