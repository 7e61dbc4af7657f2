import { connectAmqp } from '../../bed/amqp-session.js';
import { management, verdictOf, type Answer, type Management } from '../../bed/management.js';
import { NODE_NAME } from '../../bed/node-files.js';
import { refused } from '../../bed/verdict.js';
import { arnOf } from '../stage.js';
import { patiently } from './arrivals.js';
import { each, type Trial, type Trials } from './trial.js';

const over =
  (ask: (api: Management, vhost: string) => Promise<Answer>): Trial =>
  async ({ broker, token, vhost }) =>
    verdictOf(await ask(management(broker, token), vhost));

const GET_ONE = { count: 1, ackmode: 'ack_requeue_true', encoding: 'auto' };
const KEY = { routing_key: 'K' };
const NOTHING = { queues: [] };
const LIMIT = { value: 1000 };
const POLICY = { pattern: '^none$', definition: { 'max-length': 1 }, 'apply-to': 'queues' };

const bound = (short: 'q' | 'e', destination: string): Trial =>
  each(
    over((api, v) => api.post(`bindings/${v}/e/X/${short}/${destination}`, KEY)),
    over((api, v) => api.delete(`bindings/${v}/e/X/${short}/${destination}/K`)),
  );

/** A user of the broker's own that is there for one trial. */
const SOMEBODY = 'somebody';
const EVERYTHING = { configure: '.*', write: '.*', read: '.*' };

const connectionsOf = (user: string): string => `connections/username/${encodeURIComponent(user)}`;

/** Sees its own connection, which then is closed. */
const closed: Trial = async ({ broker, token, vhost, role }) => {
  const connected = await connectAmqp(broker, vhost, token);
  if (!connected.allowed) return refused(connected.reply);
  const { connection, close } = connected.session;
  try {
    const api = management(broker, token);
    const own = connectionsOf(arnOf(role));
    const isClosed = new Promise((resolve) => connection.once('close', resolve));
    // The broker notes a connection a moment after it is open.
    const seen = await patiently(async () => {
      const answer = await api.get(own);
      const isListed = JSON.stringify(answer.body).includes(`"vhost":"${vhost}"`);
      return isListed || answer.status >= 300 ? verdictOf(answer) : undefined;
    });
    if (!seen.allowed) return seen;
    const done = verdictOf(await api.delete(own));
    if (done.allowed) await isClosed;
    return done;
  } finally {
    await close();
  }
};

/** Which queues get a replica: none, as there is but one node. */
const NONE = { strategy: 'all', queue_pattern: 'none', vhost_pattern: '.*' };

/** The rows of the management API, by fetch. */
export const MANAGEMENT_TRIALS: Trials = {
  'see oneself, the overview, the vhosts that one may enter': each(
    over((api) => api.whoami()),
    over((api) => api.get('overview')),
    over(async (api, v) => {
      const answer = await api.get('vhosts');
      const seen = JSON.stringify(answer.body).includes(`"name":"${v}"`);
      return seen ? answer : { status: 401, body: '' };
    }),
  ),
  'list the queues, exchanges, bindings, policies and limits of a vhost': each(
    over((api, v) => api.get(`queues/${v}`)),
    over((api, v) => api.get(`exchanges/${v}`)),
    over((api, v) => api.get(`bindings/${v}`)),
    over((api, v) => api.get(`policies/${v}`)),
    over((api, v) => api.get(`operator-policies/${v}`)),
    over((api, v) => api.get(`vhost-limits/${v}`)),
  ),
  "list and close one's own connections": closed,
  'health checks, feature flags': each(
    over((api) => api.get('health/checks/local-alarms')),
    over((api) => api.get('health/checks/virtual-hosts')),
    over((api) => api.get('health/checks/node-is-quorum-critical')),
    over((api) => api.get('feature-flags')),
  ),
  'list the vhosts, queues and connections of all vhosts': over(async (api) => {
    const answer = await api.get('vhosts');
    const seen = JSON.stringify(answer.body).includes('"name":"closed"');
    return seen ? answer : { status: 401, body: '' };
  }),
  'see the connections of somebody else': over((api) => api.get(connectionsOf(SOMEBODY))),
  'see the nodes': over((api) => api.get('nodes')),
  'publish to X with the key K': over((api, v) => api.publish(v, 'X', 'K')),
  'get messages from Q': over((api, v) => api.post(`queues/${v}/Q/get`, GET_ONE)),
  'purge Q': over((api, v) => api.delete(`queues/${v}/Q/contents`)),
  'declare the queue NEW': over((api, v) => api.put(`queues/${v}/NEW`)),
  'delete Q': over((api, v) => api.delete(`queues/${v}/Q`)),
  'declare the exchange NEW': over((api, v) => api.put(`exchanges/${v}/NEW`, { type: 'direct' })),
  'declare the exchange NEW with the alternate exchange Y': over((api, v) =>
    api.put(`exchanges/${v}/NEW`, { type: 'direct', arguments: { 'alternate-exchange': 'Y' } }),
  ),
  'delete the exchange Y': over((api, v) => api.delete(`exchanges/${v}/Y`)),
  'bind and unbind Q and X with the key K': bound('q', 'Q'),
  'bind and unbind Y and X with the key K': bound('e', 'Y'),
  'set and delete policies of a vhost': each(
    over((api, v) => api.put(`policies/${v}/none`, POLICY)),
    over((api, v) => api.delete(`policies/${v}/none`)),
  ),
  'see and set global parameters': each(
    over((api) => api.put('global-parameters/none', { value: 1 })),
    over((api) => api.get('global-parameters')),
    over((api) => api.delete('global-parameters/none')),
  ),
  'see and change users, permissions and user limits': each(
    over((api) => api.put(`users/${SOMEBODY}`, { password: 'x', tags: '' })),
    over((api, v) => api.put(`permissions/${v}/${SOMEBODY}`, EVERYTHING)),
    over((api) => api.put(`user-limits/${SOMEBODY}/max-connections`, LIMIT)),
    over((api) => api.get('users')),
    over((api) => api.get('permissions')),
    over((api) => api.delete(`users/${SOMEBODY}`)),
  ),
  'see, make and delete a vhost, set its limits': each(
    over((api) => api.put('vhosts/added')),
    over((api) => api.get('vhosts/added')),
    over((api) => api.put('vhost-limits/added/max-connections', LIMIT)),
    over((api) => api.delete('vhosts/added')),
  ),
  'set and delete operator policies': each(
    over((api, v) => api.put(`operator-policies/${v}/none`, POLICY)),
    over((api, v) => api.delete(`operator-policies/${v}/none`)),
  ),
  'export and import the definitions of the broker or of one vhost': each(
    over((api) => api.get('definitions')),
    over((api, v) => api.get(`definitions/${v}`)),
    over((api) => api.post('definitions', NOTHING)),
    over((api, v) => api.post(`definitions/${v}`, NOTHING)),
  ),
  'close the connections of somebody else': over((api) => api.delete(connectionsOf(SOMEBODY))),
  'enable feature flags': over((api) => api.put('feature-flags/stream_queue/enable')),
  'rebalance the leaders of queues, add replicas of quorum queues': each(
    over((api) => api.post('rebalance/queues', {})),
    over((api) => api.post(`queues/quorum/replicas/on/${NODE_NAME}/grow`, NONE)),
  ),
};
