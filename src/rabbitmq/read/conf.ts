import type { Place, Source } from '../../source/source.js';
import { confAliases } from './aliases.js';
import type { BrokerConfig } from './broker-config.js';
import type { Remark, RemarkKind } from './remark.js';
import { readSettings, type ReadSetting } from './settings.js';

const BACKENDS = new Map([
  ['oauth', 'oauth2'],
  ['rabbit_auth_backend_oauth2', 'oauth2'],
  ['rabbit_auth_backend_internal', 'internal'],
]);

/** The usual name of an authentication backend. */
export function backendName(name: string): string {
  return BACKENDS.get(name) ?? name;
}

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
    if (key[1] === 'resource_servers') remark('resource-server', place, key[2] ?? '');
  }
  const valueOf = (name: string): string | undefined => settings.get(`auth_oauth2.${name}`)?.value;
  return {
    audience: valueOf('resource_server_id'),
    scopePrefix: valueOf('scope_prefix'),
    scopesKey: valueOf('additional_scopes_key'),
    verifyAudience: valueOf('verify_aud') !== 'false',
    // The newer name counts where both are given.
    jwksUrl: valueOf('jwks_uri') ?? valueOf('jwks_url'),
    algorithms: oauth.filter(({ key }) => key[1] === 'algorithms').map(({ value }) => value),
    backends: backends(settings.values()),
    aliases: confAliases(oauth, remark),
    settings,
    remarks,
  };
}

/** The backends in the order of their numbers. */
function backends(settings: Iterable<ReadSetting>): readonly string[] | undefined {
  const numbered = [...settings].filter(({ key }) => key[0] === 'auth_backends');
  if (numbered.length === 0) return undefined;
  const ordered = numbered.sort((a, b) => Number(a.key[1]) - Number(b.key[1]));
  return [...new Set(ordered.map(({ value }) => backendName(value)))];
}
