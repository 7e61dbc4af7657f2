import assert from 'node:assert/strict';
import * as amqp from '../../bed/amqp.js';
import type { Session } from '../../bed/amqp.js';
import { SUITES } from '../../bed/tree.js';
import type { Verdict } from '../../bed/verdict.js';
import { VHOST, example } from './example.js';

type Operation = (session: Session, name: string) => Promise<Verdict>;

const TOPIC = 'w.topic';
const HOME = 'w.home';

const binding = (destination: string, source: string, key = 'ok.1'): amqp.Binding => ({
  kind: 'exchange',
  destination,
  source,
  key,
});

/** Each is allowed to the worker for the name `w.a` and refused for `z`. */
const BY_NAME: Readonly<Record<string, Operation>> = {
  'publish to an exchange': (session, name) => amqp.publish(session, name, 'key'),
  'get from a queue': (session, name) => amqp.get(session, name),
  'consume from a queue': (session, name) => amqp.consume(session, name),
  'purge a queue': (session, name) => amqp.purge(session, name),
  'declare a queue': (session, name) => amqp.declareQueue(session, name),
  'declare a queue that dead-letters': (session, name) =>
    amqp.declareQueue(session, `w.dead-${name}`, { deadLetterExchange: name }),
  'declare an exchange': (session, name) => amqp.declareExchange(session, name),
  'declare an exchange with an alternate': (session, name) =>
    amqp.declareExchange(session, `w.alternate-${name}`, 'fanout', { alternateExchange: name }),
  'delete a queue': (session, name) => amqp.deleteQueue(session, name),
  'delete an exchange': (session, name) => amqp.deleteExchange(session, name),
  'bind a queue': (session, name) => amqp.bind(session, { ...binding(name, TOPIC), kind: 'queue' }),
  'unbind a queue': (session, name) =>
    amqp.unbind(session, { ...binding(name, TOPIC), kind: 'queue' }),
  'bind an exchange': (session, name) => amqp.bind(session, binding(name, TOPIC)),
  'unbind an exchange': (session, name) => amqp.unbind(session, binding(name, TOPIC)),
  'bind to an exchange': (session, name) => amqp.bind(session, binding(HOME, name)),
  'unbind from an exchange': (session, name) => amqp.unbind(session, binding(HOME, name)),
};

/** Each is allowed to the worker for the key `ok.a` and refused for `z`. */
const BY_KEY: Readonly<Record<string, Operation>> = {
  'publish to a topic exchange': (session, key) => amqp.publish(session, TOPIC, key),
  'bind to a topic exchange': (session, key) => amqp.bind(session, binding(HOME, TOPIC, key)),
  'unbind from a topic exchange': (session, key) => amqp.unbind(session, binding(HOME, TOPIC, key)),
};

describe('operations over AMQP', () => {
  for (const suite of SUITES)
    describe(suite, () => {
      let admin: Session;
      let worker: Session;
      before(async () => {
        const { broker, token } = await example(suite);
        admin = await amqp.openAmqp(broker, VHOST, await token('admin'));
        worker = await amqp.openAmqp(broker, VHOST, await token('worker'));
        await amqp.declareExchange(admin, TOPIC, 'topic');
        await amqp.declareExchange(admin, HOME, 'fanout');
      });
      after(() => Promise.all([admin.close(), worker.close()]));

      const tables = [
        [BY_NAME, 'w.a'],
        [BY_KEY, 'ok.a'],
      ] as const;
      for (const [operations, allowed] of tables)
        for (const [title, operation] of Object.entries(operations)) {
          it(`${title}: allowed`, async () => {
            assert.deepEqual(await operation(worker, allowed), { allowed: true });
          });
          it(`${title}: refused`, async () => {
            const verdict = await operation(worker, 'z');
            assert.ok(!verdict.allowed);
            assert.match(verdict.reply, /ACCESS_REFUSED.*'z'/);
          });
        }

      it('the default exchange and server-named queues: refused', async () => {
        assert.equal((await amqp.publish(worker, '', 'w.a')).allowed, false);
        assert.equal((await amqp.declareQueue(worker, '')).allowed, false);
      });

      it('a name so long that the refusal is cut off: refused', async () => {
        assert.equal((await amqp.get(worker, 'z'.repeat(255))).allowed, false);
      });

      it('a failure that says nothing about rights is an error', async () => {
        await assert.rejects(
          amqp.deleteExchange(admin, 'amq.direct'),
          /deletion of system exchange/,
        );
        await assert.rejects(amqp.declareQueue(admin, 'amq.mine'), /reserved prefix/);
      });
    });
});
