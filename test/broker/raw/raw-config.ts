import type { ConfigFiles } from '../../bed/offline.js';
import type { Suite } from '../../bed/tree.js';
import type { Chance } from '../../random/chance.js';
import { ANY, BRACES, PLAIN, randomScopes } from './raw-scopes.js';

/** The broker that tokens are for. */
export const AUDIENCE = 'raw';

/** What the aliases of a configuration are, before it is written. */
export interface RawConfig {
  readonly prefix: string;
  /** The scopes of each role without the prefix, by the role's ARN. */
  readonly roles: ReadonlyMap<string, readonly string[]>;
  readonly files: ConfigFiles;
}

/** A configuration with random scopes, in one of the places where the suite's RabbitMQ takes them. */
export function randomConfig(suite: Suite, chance: Chance): RawConfig {
  const { maybe, pick, many } = chance;
  const inConf = suite === 'forky' && maybe(0.5);
  const prefix = pick([`${AUDIENCE}.`, 'p:', 'read:', ...(inConf ? [] : ['', 'p ', '\xC3\xBC'])]);
  const alphabet = maybe(0.03) ? BRACES : inConf ? PLAIN : ANY;
  const scopes = many(2, 8, () => randomScopes(chance, alphabet));
  const roles = new Map(scopes.map((list, at) => [`arn:aws:iam::111122223333:role/r${at}`, list]));
  // Now and then a scope stands with another prefix, with none, or with the prefix twice.
  const prefixed = (scope: string): string =>
    (maybe(0.95) ? prefix : pick(['', `${prefix}${prefix}`, prefix.slice(1), 'x.'])) + scope;
  const words = new Map(Array.from(roles, ([arn, list]) => [arn, list.map(prefixed)]));
  return { prefix, roles, files: inConf ? confWith(words, prefix) : advancedWith(words, prefix) };
}

const SETTINGS = `auth_backends.1 = oauth2
auth_oauth2.resource_server_id = ${AUDIENCE}
auth_oauth2.additional_scopes_key = sub
auth_oauth2.preferred_username_claims.1 = sub
auth_oauth2.verify_aud = true
`;

type Aliases = ReadonlyMap<string, readonly string[]>;

function confWith(aliases: Aliases, prefix: string): ConfigFiles {
  const lines = [...aliases]
    .filter(([, words]) => words.length > 0) // an alias without scopes stops the boot
    .flatMap(([arn, words], at) => [
      `auth_oauth2.scope_aliases.${at}.alias = ${arn}\n`,
      `auth_oauth2.scope_aliases.${at}.scope = ${words.join(' ')}\n`,
    ]);
  return { rabbitmqConf: `${SETTINGS}auth_oauth2.scope_prefix = ${prefix}\n${lines.join('')}` };
}

function advancedWith(aliases: Aliases, prefix: string): ConfigFiles {
  const entries = Array.from(
    aliases,
    ([arn, words]) => `${binary(arn)} => [${words.map(binary).join(', ')}]`,
  );
  const env = `{scope_prefix, ${binary(prefix)}}, {scope_aliases, #{${entries.join(', ')}}}`;
  const advancedConfig = `[{rabbitmq_auth_backend_oauth2, [${env}]}].\n`;
  return { rabbitmqConf: SETTINGS, advancedConfig };
}

/** Bytes as an Erlang binary: as a text where that needs no escape. */
function binary(bytes: string): string {
  if (/^[!#-[\]-~]*$/.test(bytes)) return `<<"${bytes}">>`;
  return `<<${[...Buffer.from(bytes, 'latin1')].join(',')}>>`;
}
