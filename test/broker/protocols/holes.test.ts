import assert from 'node:assert/strict';
import { every } from '#warren/rabbitmq/claims.js';
import { refusedBy } from '#warren/program/why/why.js';
import * as amqp from '../../bed/amqp.js';
import { attempt } from '../../bed/amqp-session.js';
import { declareExchange, overAmqp10, send } from '../../bed/amqp10.js';
import { management, type Answer } from '../../bed/management.js';
import { SUITES } from '../../bed/tree.js';
import { declareQueue } from '../operations.js';
import { STAGEHAND } from '../stage.js';
import { engineOf, type CastRow } from './cast.js';
import { CLOSED, SCENERY, VHOST } from './scenery.js';
import { protocolStage } from './stage.js';
import { watched } from './watch.js';

/** What becomes of a message within this time, in ms, is all that becomes of it. */
const SETTLED = 600;

for (const suite of SUITES)
  describe(`what a protocol does not ask for, ${suite}`, function () {
    this.timeout('20s');
    before(async function () {
      this.timeout('60s');
      const { stage } = await protocolStage(suite);
      await stage.prepare(VHOST, SCENERY);
      await stage.prepare(CLOSED, [declareQueue('Q')]);
    });

    const roleOf = async (name: string, does: string): Promise<CastRow> => {
      const { cast } = await protocolStage(suite);
      const found = cast.rows.find(
        ({ protocol, use }) => protocol.name === name && use.does === does,
      );
      return found ?? assert.fail(`${name}: ${does}`);
    };

    it('x-cc over AMQP 1.0: 4.0 routes by it nothing, so that nothing is to be checked', async () => {
      const { stage } = await protocolStage(suite);
      const token = await stage.token(STAGEHAND);
      const come = await watched(
        { broker: stage.broker, vhost: VHOST },
        ['X', 'K2'],
        async (has) => {
          const message = { message_annotations: { 'x-cc': ['K2'] } };
          await overAmqp10(stage.broker, VHOST, token, (connection) =>
            send(connection, '/exchanges/X/K', message),
          );
          await new Promise((resolve) => setTimeout(resolve, SETTLED));
          return has();
        },
      );
      assert.equal(come, suite === 'forky');
    });

    it('an alternate exchange over AMQP 1.0: 4.0 lets anybody name any, and messages go there', async () => {
      const { stage } = await protocolStage(suite);
      const { role } = await roleOf('Management API', 'declare the exchange NEW');
      const token = await stage.token(role);
      await stage.prepare(VHOST, SCENERY);
      const verdict = await overAmqp10(stage.broker, VHOST, token, (connection) =>
        declareExchange(connection, 'NEW', 'Y'),
      );
      assert.equal(verdict.allowed, suite === 'trixie');
      if (!verdict.allowed) return;
      const session = await amqp.openAmqp(stage.broker, VHOST, await stage.token(STAGEHAND));
      const come = await watched({ broker: stage.broker, vhost: VHOST }, ['Y', ''], async (has) => {
        await amqp.publish(session, 'NEW', 'K');
        return has();
      });
      await session.close();
      assert.equal(come, true);
    });

    it('to look at a queue takes no more than `write` on it, of which `why` says so', async () => {
      const { stage } = await protocolStage(suite);
      const { lacking } = await roleOf(
        'AMQP 0-9-1',
        'queue.bind and queue.unbind of Q and X with the key K',
      );
      const writer = lacking.find(({ piece }) => piece.kind === 'resource' && piece.name === 'X');
      assert.ok(writer !== undefined);
      await stage.prepare(VHOST, SCENERY);
      const session = await amqp.openAmqp(stage.broker, VHOST, await stage.token(writer.role));
      const verdict = await attempt(session, (channel) => channel.checkQueue('Q'));
      await session.close();
      assert.deepEqual(verdict, { allowed: true });
    });

    /** What the policymaker of one vhost is answered who would have a link from another, and how `why` reads it. */
    const linkFrom = async (parameter: string, value: object): Promise<Answer> => {
      const { stage, brokers } = await protocolStage(suite);
      const { role } = await roleOf('Shovel', 'set up a shovel over HTTP');
      const api = management(stage.broker, await stage.token(role));
      const path = `parameters/${parameter}/${VHOST}/hole`;
      const answer = await api.put(path, { value });
      if (answer.status < 300) {
        await api.delete(path);
        return answer;
      }
      const refused = refusedBy(JSON.stringify(answer.body), brokers);
      assert.ok(refused.kind === 'questions');
      assert.deepEqual(
        refused.questions.map((one) => [one.role, one.phrase, one.vhost]),
        [[role, 'connect', CLOSED]],
      );
      return answer;
    };

    const uri = `amqp:///${CLOSED}`;

    it('a shovel from a vhost that its maker may not enter: refused, and why says so', async () => {
      const from = { 'src-uri': uri, 'src-queue': 'Q' };
      const to = { 'dest-uri': `amqp:///${VHOST}`, 'dest-queue': 'Q' };
      assert.equal((await linkFrom('shovel', { ...from, ...to })).status, 400);
    });

    it('an upstream of federation in such a vhost: 4.0 takes it', async () => {
      const { status } = await linkFrom('federation-upstream', { uri });
      assert.equal(status >= 300, every(engineOf(suite), 'upstreamVhostChecked'));
      if (status >= 300) return;
      // And messages come from there, which only who may enter the vhost should get.
      const { stage } = await protocolStage(suite);
      const { role } = await roleOf('Shovel', 'set up a shovel over HTTP');
      const api = management(stage.broker, await stage.token(role));
      const hand = await stage.token(STAGEHAND);
      const [there, here] = [
        await amqp.openAmqp(stage.broker, CLOSED, hand),
        await amqp.openAmqp(stage.broker, VHOST, hand),
      ];
      const upstream = `parameters/federation-upstream/${VHOST}/hole`;
      const policy = `policies/${VHOST}/hole`;
      const definition = { 'federation-upstream': 'hole' };
      try {
        await api.put(upstream, { value: { uri } });
        await api.put(policy, { pattern: '^Q$', definition, 'apply-to': 'queues' });
        await amqp.publish(there, '', 'Q');
        const channel = await here.connection.createChannel();
        await new Promise<void>((resolve) => {
          void channel.consume('Q', () => {
            resolve();
          });
        });
      } finally {
        await api.delete(policy);
        await api.delete(upstream);
        await there.close();
        await here.close();
      }
    });
  });
