import type { Source } from '../../source/source.js';
import { advancedAliases } from './advanced-aliases.js';
import { advancedBackends, advancedCached } from './advanced-backends.js';
import { keyConfig } from './advanced-keys.js';
import { isAtom, loosened, termPlace, plainText, properties } from './advanced-terms.js';
import type { TermReporter } from './advanced-terms.js';
import type { BrokerConfig } from './broker-config.js';
import { parseTerm } from './erlang-parser.js';
import type { Term } from './erlang-term.js';
import type { Remark } from './remark.js';
import { advancedServers } from './advanced-servers.js';

/**
 * What advanced.config makes of a configuration: each setting that it names replaces the one of
 * rabbitmq.conf wholly, the map of aliases too. Never throws. Source: Kyorai/cuttlefish v3.4.0 to
 * v3.7.0, cuttlefish_advanced.
 */
export function overlayAdvanced(config: BrokerConfig, source: Source): BrokerConfig {
  const remarks: Remark[] = [...config.remarks];
  const parsed = parseTerm(source);
  if (!parsed.ok) {
    const range = { start: parsed.at, end: Math.min(parsed.at + 1, source.text.length) };
    return {
      ...config,
      remarks: [...remarks, { kind: 'not-a-term', place: { source, range }, subject: '' }],
    };
  }
  const report: TermReporter = (kind, { range }, subject) => {
    remarks.push({ kind, place: { source, range }, subject });
  };
  let result = config;
  for (const [application, settings] of properties(parsed.term, report))
    for (const [name, value] of properties(settings, report))
      result = { ...result, ...changes(`${application} ${name}`, value, source, result, report) };
  return { ...result, remarks };
}

/** What one setting says about tokens and scopes. */
function changes(
  name: string,
  value: Term,
  source: Source,
  before: BrokerConfig,
  report: TermReporter,
): Partial<BrokerConfig> {
  const text = (): string | undefined => textOf(value, name, report);
  switch (name) {
    case 'rabbit auth_backends':
      return { backends: advancedBackends(value, source, report) };
    case 'rabbitmq_auth_backend_cache cached_backend':
      return { cached: advancedCached(value, source, report) };
    case 'rabbitmq_web_dispatch auth_backends':
      report('other-http-backends', value, name);
      return {};
    case 'rabbitmq_auth_backend_oauth2 resource_server_id':
      return { audience: text(), audiencePlace: termPlace(value, source) };
    case 'rabbitmq_auth_backend_oauth2 scope_prefix':
      return { scopePrefix: text() };
    case 'rabbitmq_auth_backend_oauth2 extra_scopes_source':
      // Anything but a binary is passed over, in every release.
      return { scopesKey: value.kind === 'binary' ? value.bytes : undefined };
    case 'rabbitmq_auth_backend_oauth2 verify_aud':
      return {
        verifyAudience: !isAtom(value, 'false'),
        loosened: loosened(before, 'verify_aud', isAtom(value, 'false'), value, source),
      };
    case 'rabbitmq_auth_backend_oauth2 require_exp':
      return {
        loosened: loosened(before, 'require_exp', isAtom(value, 'false'), value, source),
      };
    case 'rabbitmq_auth_backend_oauth2 key_config':
      return keyConfig(value, source, before, report);
    case 'rabbitmq_auth_backend_oauth2 jwks_uri':
      return { jwksUrl: plainText(value) };
    case 'rabbitmq_auth_backend_oauth2 issuer':
      return { issuer: plainText(value) };
    case 'rabbitmq_auth_backend_oauth2 default_oauth_provider':
      return { provider: plainText(value), jwksUrl: undefined, issuer: undefined };
    case 'rabbitmq_auth_backend_oauth2 resource_servers':
      return { servers: advancedServers(value, source, report) };
    case 'rabbitmq_auth_backend_oauth2 scope_aliases':
      return { aliases: advancedAliases(value, source, report) };
    default:
      report('other-setting', value, name);
      return {};
  }
}

function textOf(term: Term, subject: string, report: TermReporter): string | undefined {
  if (term.kind === 'binary') return term.bytes;
  if (isAtom(term, 'undefined')) return undefined;
  report(term.kind === 'string' ? 'string-for-binary' : 'wrong-type', term, subject);
  return undefined;
}
