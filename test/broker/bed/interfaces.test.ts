import assert from 'node:assert/strict';
import { management, verdictOf } from '../../bed/management.js';
import type { Answer, Management } from '../../bed/management.js';
import { streamOperation } from '../../bed/stream.js';
import type { StreamOperation } from '../../bed/stream.js';
import { SUITES } from '../../bed/tree.js';
import { ROLES, VHOST, example } from './example.js';

const SCHEMES = ['bearer', 'basic'] as const;

const CALLS: readonly [title: string, call: (api: Management) => Promise<Answer>][] = [
  ['declare a queue', (api) => api.put(`queues/${VHOST}/q.http`)],
  ['publish', (api) => api.publish(VHOST, 'amq.default', 'q.http')],
  ['get', (api) => api.post(`queues/${VHOST}/q.http/get`, GET_ONE)],
  ['delete a queue', (api) => api.delete(`queues/${VHOST}/q.http`)],
  ['see every user', (api) => api.get('users')],
];

const GET_ONE = { count: 1, ackmode: 'ack_requeue_true', encoding: 'auto' };

const STREAM_OPERATIONS: readonly StreamOperation[] = [
  'create',
  'publish',
  'subscribe',
  'queryOffset',
  'delete',
];

for (const suite of SUITES) {
  describe(`the HTTP API, ${suite}`, () => {
    for (const scheme of SCHEMES)
      it(`knows the user of a ${scheme} token`, async () => {
        const { broker, token } = await example(suite);
        const { status, body } = await management(broker, await token('watcher'), scheme).whoami();
        assert.equal(status, 200);
        const user = { name: ROLES.watcher, tags: ['management'], is_internal_user: false };
        assert.deepEqual(body, user);
      });

    for (const [title, call] of CALLS)
      it(`${title}: allowed to the administrator, refused to the watcher`, async () => {
        const { broker, token } = await example(suite);
        const [admin, watcher] = [await token('admin'), await token('watcher')];
        assert.equal(verdictOf(await call(management(broker, watcher))).allowed, false);
        assert.equal(verdictOf(await call(management(broker, admin))).allowed, true);
      });

    it('is closed to a role without a tag', async () => {
      const { broker, token } = await example(suite);
      const answer = await management(broker, await token('worker')).whoami();
      assert.equal(verdictOf(answer).allowed, false);
    });

    it('gives no verdict on what is absent', async () => {
      const { broker, token } = await example(suite);
      const api = management(broker, await token('admin'));
      const answer = await api.publish(VHOST, 'absent', 'key');
      assert.throws(() => verdictOf(answer), /status 404/);
    });
  });

  describe(`the stream protocol, ${suite}`, () => {
    for (const operation of STREAM_OPERATIONS)
      it(`${operation}: allowed by its name, refused otherwise`, async () => {
        const { broker, token } = await example(suite);
        const worker = await token('worker');
        for (const [stream, allowed] of [
          ['w.stream', true],
          ['z.stream', false],
        ] as const) {
          const verdict = await streamOperation(broker, VHOST, worker, operation, stream);
          assert.equal(verdict.allowed, allowed, stream);
        }
      });

    it('createSuper: needs rights to its partitions too', async () => {
      const { broker, token } = await example(suite);
      const create = async (role: 'admin' | 'watcher'): Promise<boolean> =>
        (await streamOperation(broker, VHOST, await token(role), 'createSuper', 'w.super')).allowed;
      assert.deepEqual([await create('admin'), await create('watcher')], [true, false]);
    });

    it('refuses a bad token and a closed virtual host', async () => {
      const { broker, token } = await example(suite);
      const publish = (vhost: string, secret: string): ReturnType<typeof streamOperation> =>
        streamOperation(broker, vhost, secret, 'publish', 'w.stream');
      assert.equal((await publish(VHOST, 'no token')).allowed, false);
      assert.equal((await publish('/', await token('worker'))).allowed, false);
    });
  });
}
