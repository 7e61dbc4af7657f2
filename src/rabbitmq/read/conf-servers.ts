import type { Place } from '../../source/source.js';
import { confAliases, type ReadAliases } from './aliases.js';
import type { RemarkKind } from './remark.js';
import type { ResourceServer } from './resource-server.js';
import type { ReadSetting } from './settings.js';

/** Takes a remark about something in rabbitmq.conf. */
type Remarking = (kind: RemarkKind, place: Place, subject: string) => void;

/**
 * The resource servers of rabbitmq.conf, `resource_servers.NAME.…`: the name is the id of one that has
 * none. Of two with one id the one that is later in byte order counts. Source: rabbitmq/rabbitmq-server
 * v4.3.5, rabbit_oauth2_schema, translate_resource_servers.
 */
export function confServers(
  settings: readonly ReadSetting[],
  remark: Remarking,
): readonly ResourceServer[] {
  const byName = new Map<string, ReadSetting[]>();
  for (const setting of settings) {
    const [, table, name] = setting.key;
    if (table !== 'resource_servers' || name === undefined) continue;
    remark('resource-server', setting.place, name);
    byName.set(name, [...(byName.get(name) ?? []), setting]);
  }
  const byId = new Map<string, ResourceServer>();
  for (const [name, own] of [...byName].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const server = confServer(name, own, remark);
    const earlier = byId.get(server.id);
    if (earlier !== undefined) remark('resource-server-twice', earlier.place, server.id);
    byId.set(server.id, server);
  }
  return [...byId.values()];
}

function confServer(
  name: string,
  settings: readonly ReadSetting[],
  remark: Remarking,
): ResourceServer {
  const of = (word: string): ReadSetting | undefined =>
    settings.find(({ key }) => key.length === 4 && key[3] === word);
  const [first] = settings;
  const id = of('id');
  const place = id?.place ?? first?.place;
  if (place === undefined) throw new RangeError('No settings make no resource server');
  return {
    id: id?.value ?? name,
    place,
    scopePrefix: of('scope_prefix')?.value,
    scopesKey: of('additional_scopes_key')?.value,
    // In rabbitmq.conf this is the key of `auth_oauth2` itself, and no release takes it for a server's.
    verifyAudience: undefined,
    provider: of('oauth_provider_id')?.value,
    aliases: ownAliases(settings, remark),
  };
}

/** No release starts with another key. */
function isAliasKey([, attribute, ...more]: readonly string[]): boolean {
  return more.length === 0 && [undefined, 'alias', 'scope'].includes(attribute);
}

/** Aliases by name hide those by index: they are not joined, as those of `auth_oauth2` are. */
function ownAliases(settings: readonly ReadSetting[], remark: Remarking): ReadAliases | undefined {
  const own = settings
    .filter(({ key }) => key[3] === 'scope_aliases' && isAliasKey(key.slice(4)))
    .map((setting) => ({ ...setting, key: ['auth_oauth2', ...setting.key.slice(3)] }));
  if (own.length === 0) return undefined;
  const isNamed = ({ key }: ReadSetting): boolean => key.length === 3;
  const named = own.filter(isNamed);
  if (named.length === 0) return confAliases(own, remark);
  for (const { key, place } of own)
    if (key.length > 3 && key[3] === 'alias') remark('alias-by-index', place, key[2] ?? '');
  return confAliases(named, remark);
}
