import { management, verdictOf, type Answer, type Management } from '../../bed/management.js';
import { each, type Trial, type Trials } from './trial.js';

const over =
  (ask: (api: Management, vhost: string) => Promise<Answer>): Trial =>
  async ({ broker, token, vhost }) =>
    verdictOf(await ask(management(broker, token), vhost));

const GET_ONE = { count: 1, ackmode: 'ack_requeue_true', encoding: 'auto' };
const KEY = { routing_key: 'K' };
const POLICY = { pattern: '^none$', definition: { 'max-length': 1 }, 'apply-to': 'queues' };

const bound = (short: 'q' | 'e', destination: string): Trial =>
  each(
    over((api, v) => api.post(`bindings/${v}/e/X/${short}/${destination}`, KEY)),
    over((api, v) => api.delete(`bindings/${v}/e/X/${short}/${destination}/K`)),
  );

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
  'list the queues, exchanges and bindings of a vhost': each(
    over((api, v) => api.get(`queues/${v}`)),
    over((api, v) => api.get(`exchanges/${v}`)),
    over((api, v) => api.get(`bindings/${v}`)),
  ),
  'list the vhosts, queues and connections of all vhosts': over(async (api) => {
    const answer = await api.get('vhosts');
    const seen = JSON.stringify(answer.body).includes('"name":"closed"');
    return seen ? answer : { status: 401, body: '' };
  }),
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
  'users, permissions, new vhosts, all definitions': each(
    over((api) => api.get('users')),
    over((api) => api.get('permissions')),
    over((api) => api.get('definitions')),
    over((api) => api.put('vhosts/added')),
  ),
};
