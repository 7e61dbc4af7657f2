import { posix } from 'node:path';
import type { BrokerAccess, GivenScope, RoleAccess } from '../../prove/diff/access.js';
import { overlayAdvanced } from '../../rabbitmq/read/advanced.js';
import type { ReadAlias } from '../../rabbitmq/read/aliases.js';
import {
  effectiveBackends,
  effectivePrefix,
  type BrokerConfig,
} from '../../rabbitmq/read/broker-config.js';
import { readConf } from '../../rabbitmq/read/conf.js';
import { decodeScope } from '../../rabbitmq/read/scope.js';
import type { Place, Source } from '../../source/source.js';
import type { Files } from './files.js';
import type { ReadSide } from './side.js';
import { doubts } from './doubts.js';

/** Reads what a broker's rabbitmq.conf gives, with the advanced.config that lies beside it. */
export function readConfiguration(path: string, files: Files): ReadSide {
  const conf = files.file(path);
  if (!conf.ok) return { kind: 'unable', reasons: [conf.message] };
  const beside = posix.join(posix.dirname(path), 'advanced.config');
  const advanced = files.exists(beside) ? files.file(beside) : undefined;
  if (advanced?.ok === false) return { kind: 'unable', reasons: [advanced.message] };
  return configurationSide(conf.source, advanced?.source);
}

/** What a broker gives that has a rabbitmq.conf, and an advanced.config if there is one. */
export function configurationSide(conf: Source, advanced?: Source): ReadSide {
  const basic = readConf(conf);
  const config = advanced === undefined ? basic : overlayAdvanced(basic, advanced);
  const scopePrefix = effectivePrefix(config);
  const { audience } = config;
  const reasons = [...doubts(config), ...unknownScopes(config, scopePrefix)];
  if (reasons.length > 0) return { kind: 'unable', reasons };
  const access = accessOf(audience ?? 'broker', config, scopePrefix);
  return {
    kind: 'read',
    side: { kind: 'configuration', broker: { access, audience, scopePrefix } },
  };
}

function accessOf(name: string, config: BrokerConfig, prefix: string | undefined): BrokerAccess {
  const roles = new Map<string, RoleAccess>();
  if (prefix !== undefined && looksRolesUp(config))
    for (const [arn, alias] of config.aliases) roles.set(arn, roleAccess(alias, prefix));
  return { name, roles, knowsApi: false };
}

/** Whether a token's role is looked up among the aliases at all; AWS names it in `sub`. */
function looksRolesUp(config: BrokerConfig): boolean {
  const claims = config.scopesKey?.split(' ') ?? [];
  return claims.includes('sub') && effectiveBackends(config).includes('oauth2');
}

function roleAccess({ scopes }: ReadAlias, prefix: string): RoleAccess {
  const given = scopes.flatMap(({ text, place }): GivenScope[] => {
    const decoded = decodeScope(text, prefix);
    if (decoded.kind !== 'scope') return [];
    return [{ scope: decoded.scope, place, right: undefined, on: 'name' }];
  });
  return { name: undefined, scopes: given, api: [] };
}

/** Scopes that take claims of a token in: what they give depends on it. */
function unknownScopes(config: BrokerConfig, prefix: string | undefined): readonly string[] {
  if (prefix === undefined) return [];
  return [...config.aliases.values()]
    .flatMap(({ scopes }) => scopes)
    .filter(({ text }) => decodeScope(text, prefix).kind === 'claims')
    .map(({ text, place }) => `${where(place)}: what ${text} gives depends on the token`);
}

function where({ source, range }: Place): string {
  const { line, column } = source.position(range.start);
  return `${source.name}:${line}:${column}`;
}
