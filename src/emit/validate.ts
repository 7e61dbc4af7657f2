import type { Broker } from '../policy/brokers/broker.js';
import { latin1 } from '../rabbitmq/read/erlang-parser.js';
import { overlayAdvanced } from '../rabbitmq/read/advanced.js';
import type { ReadAliases } from '../rabbitmq/read/aliases.js';
import type { BrokerConfig } from '../rabbitmq/read/broker-config.js';
import { readConf } from '../rabbitmq/read/conf.js';
import { Source } from '../source/source.js';
import type { Artifact } from './output/artifacts.js';
import type { RoleAccess } from './role-access.js';
import { scopesDiffer } from './validate-scopes.js';
import { settingsDiffer } from './validate-settings.js';

/**
 * Reads the configuration files that were written for a broker back, by code that shares nothing
 * with what wrote them, and compares what the broker will make of them with what was decided: the
 * settings, and for each role the same tags, vhosts, resources and topics, no alias more or less.
 *
 * @returns the first difference in words; undefined if there is none
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
    return `${source.name}:${source.position(range.start).line} is read as ${remark.kind}`;
  }
  return settingsDiffer(broker, config) ?? aliasesDiffer(broker, access, config.aliases);
}

function readBack(files: readonly Artifact[]): BrokerConfig {
  const sourceOf = (name: string): Source | undefined => {
    const file = files.find(({ path }) => path === name);
    return file && new Source(name, file.text);
  };
  const config = readConf(sourceOf('rabbitmq.conf') ?? new Source('rabbitmq.conf', ''));
  const advanced = sourceOf('advanced.config');
  return advanced === undefined ? config : overlayAdvanced(config, advanced);
}

function aliasesDiffer(
  broker: Broker,
  access: readonly RoleAccess[],
  aliases: ReadAliases,
): string | undefined {
  const holders = access.filter(({ scopes }) => scopes.length > 0);
  for (const { role, scopes } of holders) {
    const alias = aliases.get(latin1(role.arn.text));
    if (alias === undefined) return `role ${role.name} has no alias`;
    const decided = scopes.map(({ scope }) => scope);
    const read = alias.scopes.map(({ text }) => text);
    const difference = scopesDiffer(decided, read, broker.scopePrefix);
    if (difference !== undefined) return `role ${role.name}: ${difference}`;
  }
  if (aliases.size === holders.length) return undefined;
  return `there are ${aliases.size} aliases for ${holders.length} roles`;
}
