import { aliasLines, type Alias } from './alias.js';
import { every } from './claims.js';
import type { Engine } from './engines.js';
import type { CheckedSetting } from './settings/check.js';

/** How AWS may sign a token. */
export type Algorithm = 'ES384' | 'RS256';

/** What a broker's rabbitmq.conf is made of. Every text has passed its check in `conf-text.ts`. */
export interface Conf {
  readonly engine: Engine;
  readonly issuer: string;
  readonly audience: string;
  readonly scopePrefix: string;
  readonly algorithms: readonly Algorithm[];
  /** Whether the broker's own users are asked where a token was not accepted. */
  readonly internalUsers: boolean;
  readonly settings: readonly CheckedSetting[];
  /** The aliases that stand in this file: none where they stand in advanced.config. */
  readonly aliases: readonly Alias[];
}

/** Writes rabbitmq.conf, in ASCII. Short on purpose: a broker's boot grows with its square. */
export function writeConf(conf: Conf): string {
  const lines = [
    '# Written by the Warren compiler. Change the policy, not this file.',
    ...fixedLines(conf),
    ...conf.settings.map(({ key, text }) => `${key} = ${text}`),
    ...aliasLines(conf.aliases, conf.scopePrefix),
  ];
  return `${lines.join('\n')}\n`;
}

/** The strictest start that the engine accepts. */
function fixedLines(conf: Conf): readonly string[] {
  const { engine, issuer, audience, scopePrefix, algorithms, internalUsers } = conf;
  return [
    'auth_backends.1 = oauth2',
    ...(internalUsers ? ['auth_backends.2 = internal'] : []),
    `auth_oauth2.resource_server_id = ${audience}`,
    `auth_oauth2.scope_prefix = ${scopePrefix}`,
    'auth_oauth2.verify_aud = true',
    // AWS's tokens have no `scope`: the role's ARN in `sub` is looked up among the aliases instead.
    'auth_oauth2.additional_scopes_key = sub',
    'auth_oauth2.preferred_username_claims.1 = sub',
    `auth_oauth2.jwks_url = ${issuer}/.well-known/jwks.json`,
    'auth_oauth2.https.peer_verification = verify_peer',
    'auth_oauth2.https.hostname_verification = wildcard',
    ...algorithms.map((name, at) => `auth_oauth2.algorithms.${at + 1} = ${name}`),
    ...(every(engine, 'requireExp') ? ['auth_oauth2.require_exp = true'] : []),
  ];
}
