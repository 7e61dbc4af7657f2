import type { Place, Source } from '../../source/source.js';
import { confAliases } from './aliases.js';
import { confBackends, confCached } from './conf-backends.js';
import type { BrokerConfig, LooseningKey } from './broker-config.js';
import type { Remark, RemarkKind } from './remark.js';
import { confServers } from './conf-servers.js';
import { schemaRemarks } from './schema-remarks.js';
import { readSettings, type ReadSetting } from './settings.js';

/** The values that switch off what keeps tokens out, by the keys below `auth_oauth2`. */
const LOOSE: readonly (readonly [key: string, value: string, loosens: LooseningKey])[] = [
  ['verify_aud', 'false', 'verify_aud'],
  ['require_exp', 'false', 'require_exp'],
  ['https.peer_verification', 'verify_none', 'https.peer_verification'],
  ['https.verify', 'verify_none', 'https.peer_verification'],
];

/**
 * Reads any rabbitmq.conf as RabbitMQ 4.1 and later read it, as far as tokens and scopes go. Never
 * throws: what is wrong or cannot be known is a remark.
 */
export function readConf(source: Source): BrokerConfig {
  const { settings, remarks: found } = readSettings(source);
  const remarks: Remark[] = [...found];
  const remark = (kind: RemarkKind, place: Place, subject: string): void => {
    remarks.push({ kind, place, subject });
  };
  const oauth = [...settings.values()].filter(({ key }) => key[0] === 'auth_oauth2');
  for (const { key, value, place } of oauth) {
    const name = key.join('.');
    // RabbitMQ makes bytes of code points here, not of their UTF-8.
    if (/[^\0-\xFF]/.test(value)) remark('not-latin-1', place, name);
    else if (/[^\0-\x7F]/.test(value)) remark('not-ascii', place, name);
  }
  for (const { key, place } of settings.values())
    if (key[0] === 'http_dispatch' && key[1] === 'auth_backends')
      remark('other-http-backends', place, key.join('.'));
  remarks.push(...schemaRemarks(settings.values()));
  const of = (name: string): ReadSetting | undefined => settings.get(`auth_oauth2.${name}`);
  const valueOf = (name: string): string | undefined => of(name)?.value;
  const provider = valueOf('default_oauth_provider');
  // The newer name counts where both are given.
  const jwksUrl = valueOf('jwks_uri') ?? valueOf('jwks_url');
  return {
    audience: valueOf('resource_server_id'),
    audiencePlace: of('resource_server_id')?.place,
    scopePrefix: valueOf('scope_prefix'),
    scopesKey: valueOf('additional_scopes_key'),
    verifyAudience: valueOf('verify_aud') !== 'false',
    jwksUrl: provider === undefined ? jwksUrl : valueOf(`oauth_providers.${provider}.jwks_uri`),
    issuer: valueOf(provider === undefined ? 'issuer' : `oauth_providers.${provider}.issuer`),
    provider,
    algorithms: oauth.filter(({ key }) => key[1] === 'algorithms').map(({ value }) => value),
    loosened: new Map(
      LOOSE.flatMap(([key, value, loosens]) => {
        const setting = of(key);
        return setting?.value === value ? [[loosens, setting.place] as const] : [];
      }),
    ),
    backends: confBackends(settings.values(), remark),
    cached: confCached(settings.values(), remark),
    aliases: confAliases(oauth, remark),
    servers: confServers(oauth, remark),
    settings,
    remarks,
  };
}
