import assert from 'node:assert/strict';
import { answerOn } from '#warren/program/query/answer.js';
import { asker } from '#warren/program/query/ask.js';
import { queryable } from '#warren/program/query/queryable.js';
import { leftOf, freedomOf } from '#warren/access/fixed-answers.js';
import { FIXED_ANSWERS } from '#warren/access/protocols/protocols.js';
import { openAmqp } from '../../bed/amqp.js';
import { receiveFrom } from '../../bed/amqp10.js';
import { management } from '../../bed/management.js';
import { streamOperation } from '../../bed/stream.js';
import { SUITES } from '../../bed/tree.js';
import { messageOf } from '../../bed/verdict.js';
import { policyOf } from '../compiled.js';
import { declareExchange, declareQueue } from '../operations.js';
import type { User } from '../operations.js';
import { ENGINES, STAGEHAND, STAGEHAND_TEXT, arnOf, brokerBlock, startStage } from '../stage.js';
import type { Stage } from '../stage.js';
import { CHECKED, FREE, TRIALS } from './trials.js';
import type { Trial } from './trials.js';

const VHOST = 'fixed';
const GUEST = 'guest';
const GUEST_TEXT = `
role ${GUEST} = ${arnOf(GUEST)}
vhost ${VHOST} { allow ${GUEST} { connect } }
`;
const policyFor = (block: string): string => block + STAGEHAND_TEXT + GUEST_TEXT;

for (const suite of SUITES)
  describe(`what no scope decides, ${suite}`, () => {
    let stage: Stage;
    const read = queryable(policyOf(policyFor(brokerBlock(suite, 'https://keys.example.com'))));
    assert.ok(read.ok);
    const ask = asker(read.brokers);
    const rightsOf = (role: string, phrase: string) => {
      const [asked] = ask({ role, phrase, vhost: VHOST });
      assert.ok(asked?.ok);
      return asked;
    };
    const can = (role: string, phrase: string): boolean => answerOn(rightsOf(role, phrase)).allowed;

    before(async () => {
      stage = await startStage(suite, (issuer) => policyFor(brokerBlock(suite, issuer)));
      await stage.broker.addVhost(VHOST);
      await stage.prepare(VHOST, [
        declareQueue('work'),
        declareQueue('log', { arguments: { 'x-queue-type': 'stream' } }),
        declareExchange('fan', 'fanout'),
      ]);
      // As the log and the plugin for events make theirs, which need no plugin to be tried then.
      for (const name of ['amq.rabbitmq.log', 'amq.rabbitmq.event'])
        await stage.broker.eval(
          `element(1, rabbit_exchange:declare(rabbit_misc:r(<<"${VHOST}">>, exchange, <<"${name}">>), topic, true, false, true, [], <<"bed">>))`,
        );
    });
    after(async () => stage.stop());

    for (const [role, trials] of [
      [STAGEHAND, TRIALS],
      [GUEST, FREE],
      [GUEST, CHECKED],
    ] as const)
      for (const trial of trials)
        it(`${role}: ${trial.phrase}: ${trial.reply === undefined ? 'yes' : 'no'}`, async () => {
          const user = await stage.user(role, VHOST);
          assert.match(await refusalTo(user, trial), trial.reply ?? /^$/);
          assert.equal(can(role, trial.phrase), trial.reply === undefined);
        });

    for (const trial of TRIALS)
      if (trial.http !== undefined)
        it(`over HTTP: ${trial.phrase}: ${trial.reply === undefined ? 'yes' : 'no'}`, async () => {
          const { broker, token, vhost } = await stage.user(STAGEHAND, VHOST);
          const answer = await trial.http?.(management(broker, token), encodeURIComponent(vhost));
          const text = JSON.stringify(answer);
          assert.equal((answer?.status ?? 0) < 300, trial.reply === undefined, text);
        });

    it('AMQP 1.0 with an address of version 1 makes a queue of a reserved name on 4.0', async () => {
      for (const [role, queue] of [
        [STAGEHAND, 'amq.foo'],
        [GUEST, 'amq.bar'],
      ] as const) {
        const { broker, token, vhost } = await stage.user(role, VHOST);
        await receiveFrom(broker, vhost, token, `/queue/${queue}`);
        const resource = `rabbit_misc:r(<<"${VHOST}">>, queue, <<"${queue}">>)`;
        const isThere = await broker.eval(`rabbit_amqqueue:exists(${resource})`);
        assert.equal(isThere, String(suite === 'trixie' && role === STAGEHAND), queue);
      }
    });

    it('a virtual host without a name is entered by a wildcard', async () => {
      await stage.broker.addVhost('');
      const { broker, token } = await stage.user(STAGEHAND, '');
      assert.deepEqual(await streamOperation(broker, '', token, 'publish', 'log'), {
        allowed: true,
      });
      const guest = await stage.user(GUEST, '');
      const closed = await streamOperation(broker, '', guest.token, 'publish', 'log');
      assert.equal(closed.allowed, false);
    });

    it('tries every answer of the table', () => {
      const { policy } = rightsOf(STAGEHAND, 'connect').on;
      const tried = [...TRIALS, ...FREE].flatMap(({ phrase }) =>
        rightsOf(STAGEHAND, phrase).rights.flatMap((right) => {
          if (right.type !== 'operation') return [];
          const left = leftOf(right, 'first-fit', policy.broker.engine);
          return [...left.map(({ by }) => by), freedomOf(right)];
        }),
      );
      assert.deepEqual(
        FIXED_ANSWERS.filter((row) => !tried.includes(row)),
        [],
        ENGINES[suite],
      );
    });
  });

/** The broker's refusal of a trial on a connection of its own; empty where it takes it. */
async function refusalTo({ broker, vhost, token }: User, trial: Trial): Promise<string> {
  const { amqp, stream } = trial;
  if (stream !== undefined)
    return streamOperation(broker, vhost, token, ...stream).then(
      (verdict) => (verdict.allowed ? '' : verdict.reply),
      messageOf,
    );
  assert.ok(amqp, trial.phrase);
  const session = await openAmqp(broker, vhost, token);
  try {
    const channel = await session.connection.createChannel();
    const failed = new Promise<never>((_, reject) => channel.on('error', reject));
    await Promise.race([amqp(channel), failed]);
    return '';
  } catch (error) {
    return messageOf(error);
  } finally {
    await session.close();
  }
}
