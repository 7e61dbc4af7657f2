import { Bytes } from '../pattern/bytes.js';
import type { Broker } from '../policy/broker.js';
import { overlayAdvanced } from '../rabbitmq/read/advanced.js';
import {
  effectiveBackends,
  effectivePrefix,
  type BrokerConfig,
} from '../rabbitmq/read/broker-config.js';
import { readConf } from '../rabbitmq/read/conf.js';
import { Source } from '../source/source.js';
import type { Artifact } from './output/artifacts.js';
import type { RoleAccess } from './role-access.js';
import { scopesDiffer } from './validate-scopes.js';

/**
 * Reads the configuration files that were written for a broker back, by code that shares nothing
 * with what wrote them, and compares what the broker will make of them with what was decided: for
 * each role the same tags, vhosts, resources and topics, and no alias more or less.
 *
 * @returns the first difference as a sentence without a full stop; undefined if there is none
 */
export function validate(
  broker: Broker,
  access: readonly RoleAccess[],
  files: readonly Artifact[],
): string | undefined {
  const config = readBack(files);
  const remark = config.remarks[0];
  if (remark !== undefined) {
    const { source, range } = remark.place;
    const { line } = source.position(range.start);
    return `${source.name}:${line} is read with the remark "${remark.kind}" ${remark.subject}`;
  }
  return settingsDiffer(broker, config) ?? aliasesDiffer(broker, access, config);
}

function readBack(files: readonly Artifact[]): BrokerConfig {
  const textOf = (name: string): string | undefined =>
    files.find(({ path }) => path === name)?.text;
  const config = readConf(new Source('rabbitmq.conf', textOf('rabbitmq.conf') ?? ''));
  const advanced = textOf('advanced.config');
  if (advanced === undefined) return config;
  return overlayAdvanced(config, new Source('advanced.config', advanced));
}

function settingsDiffer(broker: Broker, config: BrokerConfig): string | undefined {
  const rows: readonly [what: string, decided: string, read: string | undefined][] = [
    ['the audience', broker.audience, config.audience],
    ['the scope prefix', broker.scopePrefix, effectivePrefix(config)],
    ['the claim of the aliases', 'sub', config.scopesKey],
    ['the algorithms', broker.algorithms.join(', '), config.algorithms.join(', ')],
    ['the check of the audience', 'true', String(config.verifyAudience)],
    [
      'the backends',
      broker.internalUsers ? 'oauth2, internal' : 'oauth2',
      effectiveBackends(config).join(', '),
    ],
  ];
  const { issuer } = broker;
  // Without an issuer nothing is written, so whatever stands there will do.
  if (issuer !== undefined && config.jwksUrl !== `${issuer}/.well-known/jwks.json`)
    return `the signing keys: read ${quote(config.jwksUrl)}`;
  const row = rows.find(([, decided, read]) => decided !== read);
  return row && `${row[0]}: decided ${quote(row[1])}, read ${quote(row[2])}`;
}

function aliasesDiffer(
  broker: Broker,
  access: readonly RoleAccess[],
  { aliases }: BrokerConfig,
): string | undefined {
  const withScopes = access.filter(({ scopes }) => scopes.length > 0);
  for (const { role, scopes } of withScopes) {
    const alias = aliases.get(Bytes.fromText(role.arn.text).binary);
    if (alias === undefined) return `the role ${role.name} has no alias`;
    const decided = scopes.map(({ scope }) => scope);
    const read = alias.scopes.map(({ text }) => text);
    const difference = scopesDiffer(decided, read, broker.scopePrefix);
    if (difference !== undefined) return `the role ${role.name}: ${difference}`;
  }
  if (aliases.size === withScopes.length) return undefined;
  return `${aliases.size} aliases for ${withScopes.length} roles`;
}

function quote(text: string | undefined): string {
  return text === undefined ? 'nothing' : JSON.stringify(text);
}
