import type { ManagementClient } from '../../management/client.js';
import { ManagementFailure } from '../../management/failure.js';
import { readAsker } from '../../management/overview.js';
import { readExchanges, readPolicies, readQueues, readVhosts } from '../../management/topology.js';
import { readPermissions, readUsers } from '../../management/users.js';
import type { InternalUser, RunningBroker } from './running.js';

/** The tags that show every vhost. Source: rabbit_mgmt_util:list_visible_vhosts/1. */
const SEEING = ['administrator', 'monitoring'];

/**
 * Reads what a broker has. What whoever asks may not see is left undefined.
 *
 * @param reading is told what is read next
 * @throws ManagementFailure where the broker gives no answer
 */
export async function readRunning(
  client: ManagementClient,
  reading: (what: string) => void,
): Promise<RunningBroker> {
  const asker = await readAsker(client);
  reading('vhosts');
  const vhosts = await readVhosts(client);
  reading('exchanges');
  const exchanges = await readExchanges(client);
  reading('queues');
  const queues = await readQueues(client);
  reading('policies and users');
  const policies = await ifAllowed(() => readPolicies(client));
  const users = await ifAllowed(() => readInternalUsers(client));
  const plugins = await ifAllowed(() => readPlugins(client));
  const seesAll = asker.tags.some((tag) => SEEING.includes(tag));
  // Every vhost has the default exchange, also one of which no queue is told.
  const open = new Set(exchanges.map(({ vhost }) => vhost));
  const hidden = new Set(vhosts.filter((vhost) => !open.has(vhost)));
  return { asker, seesAll, vhosts, hidden, exchanges, queues, policies, users, plugins };
}

/** What whoever asks may see; undefined where that is refused. */
async function ifAllowed<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (thrown) {
    if (thrown instanceof ManagementFailure && thrown.kind === 'refused') return undefined;
    throw thrown;
  }
}

/** The users with the vhosts that they have permissions in, which takes the tag `administrator`. */
async function readInternalUsers(client: ManagementClient): Promise<readonly InternalUser[]> {
  const users = await readUsers(client);
  const vhosts = new Map<string, string[]>();
  for (const { user, vhost, ...permissions } of await readPermissions(client)) {
    // An empty expression fits no name.
    const isEmpty = [permissions.configure, permissions.write, permissions.read].every(
      (expression) => expression === '' || expression === '^$',
    );
    if (!isEmpty) vhosts.set(user, [...(vhosts.get(user) ?? []), vhost]);
  }
  return users.map((user) => ({ ...user, vhosts: (vhosts.get(user.name) ?? []).sort() }));
}

/**
 * Reads the plugins of `/api/nodes` that every node that runs has; it takes the tag `monitoring`. A node that
 * has just started tells none for some seconds, though it has that of the API itself: then they are not known.
 */
async function readPlugins(client: ManagementClient): Promise<readonly string[] | undefined> {
  const nodes = await client.list('nodes');
  const running = nodes.filter((node) => node.optionalFlag('running') !== false);
  const [first = [], ...more] = running.map((node) => node.words('enabled_plugins'));
  if ([first, ...more].some((names) => names.length === 0)) return undefined;
  return first.filter((name) => more.every((names) => names.includes(name)));
}
