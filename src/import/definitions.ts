import { Pattern } from '../pattern/pattern.js';
import { checkName } from '../rabbitmq/names.js';
import { groupBy } from '../access/group.js';
import {
  definitionsIn,
  parseDefinitions,
  resourceOf,
  type JsonObject,
} from '../policy/resources/topology.js';
import type { Resource } from '../policy/resources/resources.js';
import { builtInExchange } from '../rabbitmq/built-in.js';
import { BrokerPolicies, isUnderstood, setsOther } from './broker-policies.js';
import type { Place, Source } from '../source/source.js';

/** A vhost with what an export says is in it. */
export interface ImportedVhost {
  readonly name: string;
  readonly resources: readonly Resource[];
}

/** What one of the broker's own users may do in one vhost: regular expressions on names. */
export interface UserPermission {
  readonly user: string;
  readonly vhost: string;
  readonly configure: string;
  readonly write: string;
  readonly read: string;
}

/** On which routing keys a user may write to, and read from, an exchange: regular expressions too. */
export interface TopicPermission {
  readonly user: string;
  readonly vhost: string;
  readonly exchange: string;
  readonly write: string;
  readonly read: string;
}

/** What a definitions export says that a policy can say too. */
export interface Definitions {
  readonly source: Source;
  readonly vhosts: readonly ImportedVhost[];
  /** The users with their tags, in the order of the file. */
  readonly users: ReadonlyMap<string, readonly string[]>;
  readonly permissions: readonly UserPermission[];
  readonly topicPermissions: readonly TopicPermission[];
  readonly remarks: readonly string[];
}

/** An export, or why it is none: one sentence without a full stop. */
export type ReadDefinitions =
  | { readonly ok: true; readonly definitions: Definitions }
  | { readonly ok: false; readonly reason: string };

/** Thrown where an export is none; it never leaves `readDefinitions`. */
class NoExport extends Error {}

/** Reads a definitions export of RabbitMQ. Passwords and their hashes are never looked at. */
export function readDefinitions(source: Source): ReadDefinitions {
  const { name } = source;
  const read = parseDefinitions(source.text);
  if (!read.ok) return { ok: false, reason: `${name}: ${read.reason}` };
  try {
    return { ok: true, definitions: definitionsOf(read.document, source) };
  } catch (thrown) {
    if (!(thrown instanceof NoExport)) throw thrown;
    return { ok: false, reason: `${name}: ${thrown.message}` };
  }
}

function definitionsOf(document: JsonObject, source: Source): Definitions {
  const remarks: string[] = [];
  const vhosts = new Map<string, Map<string, Resource>>();
  for (const object of listOf(document, 'vhosts'))
    vhosts.set(textIn(object, 'name', 'vhosts'), new Map());
  const listed = new Set(vhosts.keys());
  const place: Place = { source, range: { start: 0, end: 0 } };
  const withoutVhost: JsonObject[] = [];
  const vhostOf = (object: JsonObject): string => {
    const own = object['vhost'];
    if (typeof own === 'string') return own;
    withoutVhost.push(object);
    return '/';
  };
  const policies = new Map<string, BrokerPolicies>();
  for (const [vhost, own] of groupBy(listOf(document, 'policies'), vhostOf))
    policies.set(vhost, new BrokerPolicies(own));
  for (const list of ['exchanges', 'queues'] as const)
    for (const object of listOf(document, list)) {
      const name = textIn(object, 'name', list);
      const vhost = vhostOf(object);
      const known = vhosts.get(vhost) ?? new Map<string, Resource>();
      vhosts.set(vhost, known);
      const pattern = Pattern.literal(name);
      if (name === '' || builtInExchange(pattern) !== undefined) continue;
      const item = resourceOf(list, name, object);
      if (checkName(pattern) === undefined)
        known.set(`${list} ${name}`, {
          ...item,
          // What an argument says goes before what a policy says.
          other: item.other ?? policies.get(vhost)?.otherOf(item, object),
          vhosts: Pattern.literal(vhost),
          place,
        });
      else
        remarks.push(
          `one of the ${list} of the vhost \`${vhost}\` has a name that no policy can say`,
        );
    }
  if (withoutVhost.length > 0)
    remarks.push(
      'the export names no vhosts, as one of a single vhost: they are taken for those of `/`',
    );
  for (const object of listOf(document, 'policies')) {
    const what = object['definition'];
    const sets = isObject(what) ? setsOther(what) : undefined;
    if (sets === undefined) continue;
    const told = `the policy \`${textIn(object, 'name', 'policies')}\` of the vhost \`${vhostOf(object)}\` sets \`${sets}\``;
    remarks.push(
      isUnderstood(object)
        ? `${told}: what it takes is declared with that, though the broker asks for no right for it`
        : `${told}, and its pattern is not understood: nothing is declared with that`,
    );
  }
  const users = new Map<string, readonly string[]>();
  for (const object of listOf(document, 'users'))
    users.set(textIn(object, 'name', 'users'), tagsOf(object['tags']));
  const permissions = listOf(document, 'permissions').map((object) => ({
    user: textIn(object, 'user', 'permissions'),
    vhost: vhostOf(object),
    configure: textIn(object, 'configure', 'permissions'),
    write: textIn(object, 'write', 'permissions'),
    read: textIn(object, 'read', 'permissions'),
  }));
  const topicPermissions = listOf(document, 'topic_permissions').map((object) => ({
    user: textIn(object, 'user', 'topic_permissions'),
    vhost: vhostOf(object),
    exchange: textIn(object, 'exchange', 'topic_permissions'),
    write: textIn(object, 'write', 'topic_permissions'),
    read: textIn(object, 'read', 'topic_permissions'),
  }));
  // An export without the list, as one of a single vhost, may still say what its users may do.
  if (!Object.hasOwn(document, 'users'))
    for (const { user } of permissions) if (!users.has(user)) users.set(user, []);
  const isThere = ({ user, vhost }: Owned): boolean => users.has(user) && isVhost(vhost);
  const isVhost = (name: string): boolean =>
    withoutVhost.length > 0 || !Object.hasOwn(document, 'vhosts') || listed.has(name);
  const toldOfAbsent = ({ user, vhost }: Owned, what: string): void => {
    if (isThere({ user, vhost })) return;
    const absent = users.has(user) ? `vhost \`${vhost}\`` : `user \`${user}\``;
    remarks.push(
      `a ${what} of user \`${user}\` in vhost \`${vhost}\` gives nothing and is not imported: the export has no ${absent}`,
    );
  };
  for (const permission of permissions) toldOfAbsent(permission, 'permission');
  for (const topic of topicPermissions) {
    toldOfAbsent(topic, 'topic permission');
    const enters = permissions.some(
      ({ user, vhost }) => user === topic.user && vhost === topic.vhost,
    );
    if (isThere(topic) && !enters)
      remarks.push(
        `the topic permission of user \`${topic.user}\` on \`${topic.exchange}\` in vhost \`${topic.vhost}\` gives nothing: there is no permission beside it, without which nobody enters the vhost`,
      );
  }
  return {
    source,
    vhosts: Array.from(vhosts, ([name, known]) => ({
      name,
      resources: withOthers(known, remarks, name),
    })),
    users,
    permissions: permissions.filter(isThere),
    topicPermissions: topicPermissions.filter(isThere),
    remarks,
  };
}

/** Whose a permission is, and where. */
type Owned = Pick<UserPermission, 'user' | 'vhost'>;

/** The resources, without the other exchanges that the export does not hold. */
function withOthers(
  known: ReadonlyMap<string, Resource>,
  remarks: string[],
  vhost: string,
): readonly Resource[] {
  return Array.from(known.values(), (resource) => {
    const { other, pattern } = resource;
    const name = other?.first.text ?? '';
    if (other === undefined || known.has(`exchanges ${name}`) || builtInExchange(other))
      return resource;
    remarks.push(
      `\`${pattern.first.text ?? ''}\` of the vhost \`${vhost}\` names the exchange \`${name}\`, which the export does not hold`,
    );
    return { ...resource, other: undefined };
  });
}

/** The tags of a user: a list of texts, or a text with commas between. */
function tagsOf(tags: unknown): readonly string[] {
  const words =
    typeof tags === 'string'
      ? tags.split(',')
      : Array.isArray(tags)
        ? tags.flatMap((tag: unknown) => (typeof tag === 'string' ? [tag] : []))
        : [];
  return [...new Set(words.map((word) => word.trim()).filter(Boolean))];
}

/** @throws NoExport where a list is none */
function listOf(document: JsonObject, list: string): readonly JsonObject[] {
  const found = definitionsIn(document, list);
  if (!found.ok) throw new NoExport(found.reason);
  return found.objects;
}

/** @throws NoExport where it is no text */
function textIn(object: JsonObject, key: string, list: string): string {
  const value = object[key];
  if (typeof value === 'string') return value;
  throw new NoExport(
    `it is not a definitions export: an entry of \`${list}\` has no text \`${key}\``,
  );
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
