import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { SUITES } from '../../bed/tree.js';
import * as op from '../operations.js';
import { arnOf, AUDIENCE, brokerBlock, STAGEHAND, STAGEHAND_TEXT, startStage } from '../stage.js';
import type { Stage } from '../stage.js';
import { gate } from './gate.js';
import { apiOf, verify } from './run.js';
import type { Ended } from './run.js';

const DECLARED = `
role worker = ${arnOf('worker')}
vhost / {
  exchange orders topic
  exchange dead   fanout
  exchange spare  fanout
  exchange audit  direct alternate spare
  queue    work   dead-letter dead
  queue    poked  dead-letter dead
  queue    reply.*
  stream   log
  allow worker { consume queue work }
}
`;

const STREAM = { durable: true, arguments: { 'x-queue-type': 'stream' } };
const TO_DEAD = { arguments: { 'x-dead-letter-exchange': 'dead' } };

/** Everything as it is declared; a policy of the broker's own sets one dead-letter exchange. */
const AS_DECLARED = [
  op.declareExchange('orders', 'topic'),
  op.declareExchange('dead', 'fanout'),
  op.declareExchange('spare', 'fanout'),
  op.declareExchange('audit', 'direct', { alternateExchange: 'spare' }),
  op.declareQueue('work', TO_DEAD),
  op.declareQueue('poked'),
  op.declareQueue('reply.1'),
  op.declareQueue('log', STREAM),
];

for (const suite of SUITES)
  describe(`verify finds how a broker drifted from its policy, ${suite}`, function () {
    this.timeout(240_000);
    let stage: Stage;
    let policy = '';

    before(async () => {
      const text = (issuer: string): string =>
        brokerBlock(suite, issuer, 'internal-users on') + STAGEHAND_TEXT + DECLARED;
      stage = await startStage(suite, text);
      policy = text(stage.sts.issuer);
      await stage.prepare('/', AS_DECLARED);
      const { rabbitmqctl } = stage.broker;
      await rabbitmqctl('set_policy', 'dlx', '^poked$', '{"dead-letter-exchange":"dead"}');
      // It is there from the start, and has rights everywhere.
      await rabbitmqctl('delete_user', 'guest');
      await shown(/as the policy says/);
    });
    let isKilled = false;
    after(() => (isKilled ? stage.sts.stop() : stage.stop()));

    const run = async (says = policy, ...more: readonly string[]): Promise<Ended> =>
      verify({
        policy: says,
        files: { token: await stage.token(STAGEHAND), password: 'never-shown' },
        args: [
          ...['--broker', AUDIENCE, '--api', apiOf(stage.broker)],
          ...(more.includes('--user') ? [] : ['--token', 'token']),
          ...more,
        ],
      });
    /** Waits until the API shows what a policy of the broker's own came to, which takes seconds. */
    const shown = async (words: RegExp): Promise<void> => {
      for (let tries = 0; !words.test((await run()).stdout); tries++) {
        assert.ok(tries < 200, `nothing is shown of ${String(words)}`);
        await pause(200);
      }
    };
    /** Does something to the broker, looks what is found, and undoes it. */
    const drifted = async (
      change: readonly op.Operation[],
      undo: readonly op.Operation[],
      words: RegExp,
      says = policy,
    ): Promise<void> => {
      await stage.prepare('/', change);
      const { status, stdout } = await run(says);
      await stage.prepare('/', undo);
      assert.match(stdout, words);
      assert.match(stdout, /differs from the policy: 1 difference in/, stdout);
      assert.equal(status, 3);
    };

    it('says one line of a broker that is as declared', async () => {
      const { status, stdout, stderr } = await run();
      assert.equal(
        stdout,
        'stage is as the policy says: 1 vhost, 4 exchanges and 4 queues\n',
        stderr,
      );
      assert.deepEqual([status, stderr], [0, '']);
    });

    it('something missing', async () => {
      const place = 'policy\\.warren:\\d+:\\d+: ';
      await drifted(
        [op.deleteQueue('work')],
        [op.declareQueue('work', TO_DEAD)],
        new RegExp(`^${place}the queue \`work\` in the vhost \`/\` is missing; `),
      );
      await drifted(
        [op.deleteExchange('orders')],
        [op.declareExchange('orders', 'topic')],
        new RegExp(`^${place}the exchange \`orders\` in the vhost \`/\` is missing; `),
      );
      await drifted(
        [op.deleteQueue('log')],
        [op.declareQueue('log', STREAM)],
        new RegExp(`^${place}the stream \`log\` in the vhost \`/\` is missing; `),
      );
    });

    it('a pattern is satisfied by nothing too', async () => {
      await stage.prepare('/', [op.deleteQueue('reply.1')]);
      const { status } = await run();
      await stage.prepare('/', [op.declareQueue('reply.1')]);
      assert.equal(status, 0);
    });

    it('something that no line declares, folded and in full', async () => {
      const extra = Array.from({ length: 5 }, (_, at) => op.declareQueue(`extra${at}`));
      await stage.prepare('/', extra);
      const folded = await run();
      const full = await run(policy, '--all');
      await stage.prepare(
        '/',
        Array.from({ length: 5 }, (_, at) => op.deleteQueue(`extra${at}`)),
      );
      assert.match(
        folded.stdout,
        /no line declares 5 queues \(`extra0`, `extra1`, `extra2` and 2 more\) in the vhost `\/`; /,
      );
      assert.equal(folded.stdout.split('\n').length, 3);
      assert.match(full.stdout, /\n {2}extra0\n {2}extra1\n {2}extra2\n {2}extra3\n {2}extra4\n/);
      await drifted(
        [op.declareExchange('other', 'direct')],
        [op.deleteExchange('other')],
        /no line declares the exchange `other` in the vhost `\/`; /,
      );
    });

    it('another type of exchange, and a queue for a stream', async () => {
      await drifted(
        [op.deleteExchange('orders'), op.declareExchange('orders', 'direct')],
        [op.deleteExchange('orders'), op.declareExchange('orders', 'topic')],
        /the exchange `orders` in the vhost `\/` is of type direct, and this says topic, so that the broker looks at no routing key there; /,
      );
      await drifted(
        [op.deleteQueue('log'), op.declareQueue('log')],
        [op.deleteQueue('log'), op.declareQueue('log', STREAM)],
        /the queue `log` in the vhost `\/` is of type classic, and this says stream; /,
      );
    });

    it('a dead-letter exchange that is another by its argument, and none at all', async () => {
      const other = { arguments: { 'x-dead-letter-exchange': 'orders' } };
      await drifted(
        [op.deleteQueue('work'), op.declareQueue('work', other)],
        [op.deleteQueue('work'), op.declareQueue('work', TO_DEAD)],
        /the queue `work` in the vhost `\/` has the dead-letter exchange `orders` by its argument, and this says `dead`; /,
      );
      await drifted(
        [op.deleteQueue('work'), op.declareQueue('work')],
        [op.deleteQueue('work'), op.declareQueue('work', TO_DEAD)],
        /the queue `work` in the vhost `\/` has no dead-letter exchange, and this says `dead`; /,
      );
    });

    it("a dead-letter and an alternate exchange that the broker's own policies set", async () => {
      const { rabbitmqctl } = stage.broker;
      await rabbitmqctl('set_policy', 'dlx', '^poked$', '{"dead-letter-exchange":"spare"}');
      await shown(/poked/);
      await drifted(
        [],
        [],
        /the queue `poked` in the vhost `\/` has the dead-letter exchange `spare` by the policy `dlx`, and this says `dead`; /,
      );
      await rabbitmqctl('set_policy', 'dlx', '^poked$', '{"dead-letter-exchange":"dead"}');
      await shown(/as the policy says/);
      await rabbitmqctl('set_policy', 'ae', '^orders$', '{"alternate-exchange":"spare"}');
      await drifted(
        [],
        [],
        /the exchange `orders` in the vhost `\/` has the alternate exchange `spare` by the policy `ae`, and this names none; /,
      );
      await rabbitmqctl('clear_policy', 'ae');
    });

    it('no dead-letter or alternate exchange by an operator policy: the broker takes none there', async () => {
      const { rabbitmqctl } = stage.broker;
      for (const setting of ['dead-letter-exchange', 'alternate-exchange'])
        await assert.rejects(
          rabbitmqctl(
            'set_operator_policy',
            'ops',
            '^reply',
            JSON.stringify({ [setting]: 'spare' }),
          ),
          /not recognised policy settings/,
        );
    });

    it('a vhost that does not exist, and one that no block speaks of', async () => {
      await drifted(
        [],
        [],
        /^policy\.warren:\d+:\d+: the vhost `absent` does not exist; /,
        `${policy}vhost absent { allow worker { connect } }\n`,
      );
      await stage.broker.addVhost('stray');
      // An empty one is nobody's trouble.
      assert.equal((await run(policy.replace('vhost * {', 'vhost / {'))).status, 0);
      await stage.broker.rabbitmqctl(
        ...[
          'eval',
          `rabbit_exchange:declare(rabbit_misc:r(<<"stray">>, exchange, <<"x">>), direct, true, false, false, [], <<"bed">>).`,
        ],
      );
      const { stdout } = await run(policy.replace('vhost * {', 'vhost / {'));
      await stage.broker.rabbitmqctl('delete_vhost', 'stray');
      assert.match(stdout, /no block speaks of the vhost `stray`, which has 1 exchange; /);
    });

    it('internal users with rights, but not the one who asks', async () => {
      const { rabbitmqctl } = stage.broker;
      await rabbitmqctl('add_user', 'old', 'never-shown');
      assert.equal((await run()).status, 0);
      await rabbitmqctl('set_permissions', 'old', '^$', '^$', '.*');
      await drifted(
        [],
        [],
        /^policy\.warren:\d+:\d+: the internal user `old` has permissions in `\/`, beside what the policy gives; /,
      );
      await rabbitmqctl('set_user_tags', 'old', 'administrator');
      await drifted([], [], /`old` has the tag administrator and permissions in `\/`/);
      const asked = await run(policy, '--user', 'old', '--password-file', 'password');
      assert.match(
        asked.stdout,
        /The internal user `old`, who asked, has rights beside the policy/,
      );
      assert.equal(asked.status, 0, asked.stdout);
      await rabbitmqctl('delete_user', 'old');
    });

    it('says what it may not see', async () => {
      const { rabbitmqctl } = stage.broker;
      await rabbitmqctl('add_user', 'seer', 'never-shown');
      await rabbitmqctl('set_user_tags', 'seer', 'monitoring');
      const { stdout, stderr, status } = await run(
        policy,
        ...['--user', 'seer', '--password-file', 'password'],
      );
      await rabbitmqctl('delete_user', 'seer');
      assert.match(stderr, /nobody looked into the vhost `\/`: whoever asks may not enter it/);
      assert.match(stdout, /verified in part/);
      assert.match(
        stdout,
        /The internal users were not looked at: that takes the tag `administrator`/,
      );
      assert.equal(status, 2, stdout);
    });

    it('a broker with 10,000 queues', async () => {
      await stage.broker.eval(
        '[rabbit_amqqueue:declare(rabbit_misc:r(<<"/">>, queue, iolist_to_binary(["reply.", integer_to_list(N + 1)])), true, false, [], none, <<"bed">>) || N <- lists:seq(1, 10000)], done',
      );
      const { stdout, status } = await run();
      assert.equal(stdout, 'stage is as the policy says: 1 vhost, 4 exchanges and 10,004 queues\n');
      assert.equal(status, 0);
    });

    it('a broker that dies while its 10,000 queues are read', async () => {
      const before = await gate(
        stage.broker.managementPort,
        (sent) => /\/api\/queues\S*page=4\b/.test(sent),
        async () => {
          isKilled = true;
          await stage.broker.stop();
        },
      );
      const { status, stdout, stderr } = await verify({
        policy,
        files: { token: await stage.token(STAGEHAND) },
        args: [
          ...['--broker', AUDIENCE, '--token', 'token'],
          ...['--api', `http://127.0.0.1:${before.port}`],
        ],
      });
      before.stop();
      assert.ok(isKilled, stdout);
      assert.match(
        stdout,
        /^stage: verified until it broke off: nothing; 0 differences until then$/m,
      );
      assert.match(stderr, /^warren: http:\/\/127\.0\.0\.1:\d+\/api\/queues\S*: /m);
      assert.equal(status, 2);
    });
  });
