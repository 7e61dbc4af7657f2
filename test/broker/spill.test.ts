import assert from 'node:assert/strict';
import { checkPolicy } from '#warren/program/check.js';
import { attempt, openAmqp } from '../bed/amqp-session.js';
import { SUITES } from '../bed/tree.js';
import { policyOf } from './compiled.js';
import {
  bind,
  declareExchange,
  declareQueue,
  deleteExchange,
  publish,
  unbind,
  type Operation,
} from './operations.js';
import { STAGEHAND, STAGEHAND_TEXT, arnOf, brokerBlock, startStage, type Stage } from './stage.js';

const ROLES = ['shop', 'svc', 'worker', 'owner'];

/** A vhost where something spills, and the same one with the remedy that the message of it names. */
const KEYS = `
vhost keys {
  exchange events topic  exchange audit topic  queue svc.work
  allow shop { publish exchange events key order.* }
  allow svc {
    consume queue svc.work
    bind queue svc.work to exchange events key order.*
    publish exchange audit key svc.*
  }
}`;
const KEYS_MENDED = `
vhost keys.mended {
  exchange events topic  exchange audit topic  exchange svc.audit topic  queue svc.work
  allow shop { publish exchange events key order.* }
  allow svc {
    consume queue svc.work
    bind queue svc.work to exchange events key order.*
    publish exchange svc.audit
  }
}`;
const KINDS = `
vhost kinds { exchange orders.events topic  queue orders.work  allow owner { declare queue orders.* } }`;
const KINDS_MENDED = `
vhost kinds.mended { exchange orders.events topic  queue orders.work  allow owner { declare queue orders.work } }`;

/** A worker that retries what fails: it may also bind `retry` to `jobs`, which adds nothing. */
const RETRYING = `
vhost retrying {
  exchange jobs direct  exchange retry direct  queue work dead-letter retry  queue waiting dead-letter jobs
  allow shop { publish exchange jobs }
  allow worker {
    declare queue work dead-letter retry
    declare queue waiting dead-letter jobs
    bind queue work to exchange jobs
    bind queue waiting to exchange retry
    consume queue work
    publish exchange retry
  }
}`;

const VHOSTS = ['keys', 'keys.mended', 'kinds', 'kinds.mended', 'retrying'];
const roles = ROLES.map((role) => `role ${role} = ${arnOf(role)}\n`).join('');

for (const suite of SUITES)
  describe(`what spills, ${suite}`, function () {
    let stage: Stage;

    before(async () => {
      const all = [KEYS, KEYS_MENDED, KINDS, KINDS_MENDED, RETRYING].join('\n');
      stage = await startStage(
        suite,
        (issuer) => brokerBlock(suite, issuer) + STAGEHAND_TEXT + roles + all,
      );
      for (const vhost of VHOSTS) await stage.broker.addVhost(vhost);
    });
    after(() => stage.stop());

    /** The warnings of a vhost alone. */
    const warnings = (vhost: string): readonly string[] =>
      checkPolicy(policyOf(brokerBlock(suite, 'https://a.example.com') + roles + vhost))
        .diagnostics.filter(({ code }) => code === 'spill')
        .map(({ message }) => message);

    /** Whether a role is let do something; what is absent is not refused, so it has to be there. */
    const may = async (role: string, vhost: string, operation: Operation): Promise<boolean> =>
      (await operation.run(await stage.user(role, vhost))).allowed;

    /** Takes what is in a queue as somebody: the exchanges and the keys of the messages. */
    const taken = async (
      role: string,
      vhost: string,
      queue: string,
    ): Promise<readonly string[]> => {
      const session = await openAmqp(stage.broker, vhost, await stage.token(role));
      const found: string[] = [];
      const verdict = await attempt(session, async (channel) => {
        for (;;) {
          const message = await channel.get(queue, { noAck: true });
          if (message === false) return;
          found.push(`${message.fields.exchange} ${message.fields.routingKey}`);
        }
      });
      await session.close();
      assert.deepEqual(verdict, { allowed: true });
      return found;
    };

    it('brings messages where the role could not send them, until it has an exchange of its own', async () => {
      const [message = '', ...more] = warnings(KEYS);
      assert.deepEqual(more, []);
      assert.match(message, /`bind exchange audit to exchange events key order\.created`/);
      assert.match(message, /publish to an exchange of its own, which somebody else binds/);
      const spilt = bind('exchange', 'audit', 'events', 'order.created');

      await stage.prepare('keys', [
        declareExchange('events', 'topic'),
        declareExchange('audit', 'topic'),
        declareQueue('log'),
        bind('queue', 'log', 'audit', '#'),
      ]);
      assert.equal(await may('svc', 'keys', publish('audit', 'order.created')), false);
      assert.equal(await may('shop', 'keys', publish('events', 'order.created')), true);
      assert.deepEqual(await taken(STAGEHAND, 'keys', 'log'), []);
      assert.equal(await may('svc', 'keys', spilt), true);
      assert.equal(await may('shop', 'keys', publish('events', 'order.created')), true);
      assert.deepEqual(await taken(STAGEHAND, 'keys', 'log'), ['events order.created']);

      assert.deepEqual(warnings(KEYS_MENDED), []);
      await stage.prepare('keys.mended', [
        declareExchange('events', 'topic'),
        declareExchange('audit', 'topic'),
        declareExchange('svc.audit', 'topic'),
        declareQueue('log'),
        bind('queue', 'log', 'audit', '#'),
        bind('exchange', 'audit', 'svc.audit', 'svc.*'),
      ]);
      assert.equal(await may('svc', 'keys.mended', spilt), false);
      // What it may still bind brings no key to `audit` but those that it may publish there.
      const own = bind('exchange', 'svc.audit', 'events', 'order.created');
      assert.equal(await may('svc', 'keys.mended', own), true);
      assert.equal(await may('shop', 'keys.mended', publish('events', 'order.created')), true);
      assert.equal(await may('svc', 'keys.mended', publish('svc.audit', 'svc.done')), true);
      assert.deepEqual(await taken(STAGEHAND, 'keys.mended', 'log'), ['svc.audit svc.done']);
    });

    it('reaches what has a name of the other kind, until the right is by name', async () => {
      const [message = '', ...more] = warnings(KINDS);
      assert.deepEqual(more, []);
      assert.match(message, /`delete exchange orders\.events`/);
      assert.match(
        message,
        /Write `declare queue orders\.work` instead of `declare queue orders\.\*`/,
      );
      assert.deepEqual(warnings(KINDS_MENDED), []);
      for (const vhost of ['kinds', 'kinds.mended'])
        await stage.prepare(vhost, [declareExchange('orders.events', 'topic')]);
      const remove = deleteExchange('orders.events');
      assert.equal(await may('owner', 'kinds', remove), true);
      assert.equal(await may('owner', 'kinds.mended', remove), false);
      assert.equal(await may('owner', 'kinds.mended', declareQueue('orders.work')), true);
      const exchanges = (vhost: string): Promise<string> =>
        stage.broker.rabbitmqctl('list_exchanges', '--quiet', '-p', vhost, 'name');
      assert.doesNotMatch(await exchanges('kinds'), /orders\.events/);
      assert.match(await exchanges('kinds.mended'), /orders\.events/);
    });

    it('is nothing where the role gets the messages and puts them there by what it asks', async () => {
      const vhost = 'retrying';
      assert.deepEqual(warnings(RETRYING), []);
      await stage.prepare(vhost, [
        declareExchange('jobs', 'direct'),
        declareExchange('retry', 'direct'),
      ]);
      const asked = [
        declareQueue('work', { deadLetterExchange: 'retry' }),
        declareQueue('waiting', { deadLetterExchange: 'jobs' }),
        bind('queue', 'work', 'jobs', 'new'),
        bind('queue', 'waiting', 'retry', 'new'),
      ];
      for (const operation of asked) assert.equal(await may('worker', vhost, operation), true);

      // No line asks for this binding, and the broker makes it.
      const unasked = bind('exchange', 'retry', 'jobs', 'new');
      assert.equal(await may('worker', vhost, unasked), true);
      assert.equal(await may('shop', vhost, publish('jobs', 'new')), true);
      assert.deepEqual(await taken(STAGEHAND, vhost, 'waiting'), ['jobs new']);
      assert.deepEqual(await taken(STAGEHAND, vhost, 'work'), ['jobs new']);

      // Without it the role brings the same message there itself.
      assert.equal(await may('worker', vhost, unbind('exchange', 'retry', 'jobs', 'new')), true);
      assert.equal(await may('shop', vhost, publish('jobs', 'new')), true);
      assert.deepEqual(await taken(STAGEHAND, vhost, 'waiting'), []);
      assert.deepEqual(await taken('worker', vhost, 'work'), ['jobs new']);
      assert.equal(await may('worker', vhost, publish('retry', 'new')), true);
      assert.deepEqual(await taken(STAGEHAND, vhost, 'waiting'), ['retry new']);
    });
  });
