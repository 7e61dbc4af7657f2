import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { contextOf } from '#warren/access/context.js';
import { grantedTo } from '#warren/access/granted.js';
import { checkPolicy } from '#warren/program/check.js';
import { openConnection } from '#warren/verify/amqp/connection.js';
import { planProbes } from '#warren/verify/probes/plan.js';
import { Outcomes, runTrials, trialText } from '#warren/verify/probes/run.js';
import { reconfigure } from '../../bed/reconfigure.js';
import { SUITES } from '../../bed/tree.js';
import { chanceOf } from '../../random/chance.js';
import { policyOf } from '../compiled.js';
import { liveBroker } from '../live/live-broker.js';
import { livePolicy } from '../live/live-policy.js';
import * as op from '../operations.js';
import { SEED } from '../random/amount.js';
import { arnOf, AUDIENCE, brokerBlock, STAGEHAND_TEXT, startStage } from '../stage.js';
import type { Stage } from '../stage.js';
import { gate } from './gate.js';
import { amqpOf, apiOf, verify } from './run.js';

/** How often each answer has to come, as one alone says too little. */
const LEAST = 100;

/** Probes to make on each suite's broker. */
const PROBES = Number(process.env['WARREN_PROBES'] ?? 10_000);

const POLICY = `
role worker = ${arnOf('worker')}
role seer   = ${arnOf('seer')}
vhost / {
  exchange orders topic
  exchange plain  fanout
  queue    work
  queue    quorum
  queue    reply.*
  stream   log
  exchange film direct
  stream   film-*
  exchange reel direct
  stream   reel-*
  allow worker {
    publish super-stream film
    consume super-stream reel
    publish exchange orders key order.*
    consume queue work, quorum, log
    declare queue reply.*
    bind queue reply.* to exchange orders key order.*
    publish exchange plain, amq.default
  }
  never worker { publish exchange orders key other.*  configure exchange orders  consume super-stream film  delete super-stream film }
}
allow seer { tag monitoring }
never worker { tag monitoring, administrator }
test "what a worker does" {
  vhost / {
    can   worker { publish exchange orders key order.created }
    can   worker { publish super-stream film  consume super-stream reel }
    never worker { purge queue reply.*  bind queue reply.* to exchange orders key other.* }
  }
}
`;

for (const suite of SUITES) {
  describe(`verify tries what a policy says, ${suite}`, function () {
    this.timeout(240_000);
    let stage: Stage;
    let policy = '';

    before(async () => {
      // Before 4.0.3 there are keys that the broker does not look at.
      const text = (issuer: string): string =>
        brokerBlock(suite, issuer).replace('rabbitmq 4.0 ', 'rabbitmq 4.0.5 ') +
        STAGEHAND_TEXT +
        POLICY;
      stage = await startStage(suite, text);
      policy = text(stage.sts.issuer);
      const typed = (type: string): object => ({ arguments: { 'x-queue-type': type } });
      await stage.prepare('/', [
        op.declareExchange('orders', 'topic'),
        op.declareExchange('plain', 'fanout'),
        op.declareQueue('work'),
        op.declareQueue('quorum', typed('quorum')),
        op.declareQueue('log', typed('stream')),
        op.declareExchange('film', 'direct'),
        op.declareQueue('film-0', typed('stream')),
        op.declareExchange('reel', 'direct'),
        op.declareQueue('reply.1'),
        op.bind('queue', 'work', 'orders', '#'),
        op.bind('queue', 'work', 'plain'),
        ...['work', 'quorum', 'log'].map((queue) => op.publish('', queue)),
      ]);
    });
    let isKilled = false;
    after(() => (isKilled ? stage.sts.stop() : stage.stop()));

    const run = async (role: string, says = policy): ReturnType<typeof verify> =>
      verify({
        policy: says,
        files: { token: await stage.token(role), hand: await stage.token('stagehand') },
        args: [
          ...['--broker', AUDIENCE, '--amqp', amqpOf(stage.broker)],
          ...['--api', apiOf(stage.broker), '--token', 'token'],
        ],
      });
    /** Everything that a probe could leave behind. */
    const traces = async (): Promise<string> =>
      stage.broker.eval(
        'lists:sort([{rabbit_misc:rs(amqqueue:get_name(Q)), [V || {K, V} <- rabbit_amqqueue:info(Q, [messages_ready, messages_unacknowledged, consumers]), K =/= none]} || Q <- rabbit_amqqueue:list()]) ++ lists:sort([X || X <- rabbit_exchange:list_names()]) ++ lists:sort(rabbit_binding:list(<<"/">>))',
      );

    it('finds nothing different, and leaves nothing behind', async () => {
      // What was published is counted some seconds later.
      const counted = /'log'[^}]*x1.*'quorum'[^}]*x1.*'work'[^}]*x1/;
      for (let tries = 0; !counted.test(await traces()); tries++) {
        assert.ok(tries < 200, await traces());
        await pause(100);
      }
      const before = await traces();
      // The hand may do everything, so that nothing but the probes themselves keeps it from harm.
      for (const role of ['worker', 'stagehand']) {
        const { stdout, stderr, status } = await verify({
          policy,
          files: { token: await stage.token(role) },
          args: ['--broker', AUDIENCE, '--amqp', amqpOf(stage.broker), '--token', 'token'],
        });
        assert.match(
          stdout,
          /^stage is as the policy says: the sign-in of \w+ to 1 vhost; \d+ probes/m,
        );
        assert.doesNotMatch(stdout, /super stream/);
        assert.deepEqual([stderr, status], ['', 0]);
        assert.equal(await traces(), before);
      }
    });

    it('tells tags, which the management API shows', async () => {
      const seer = await run('seer');
      assert.match(seer.stdout, /1 probe, 1 permitted and 0 refused/, seer.stdout + seer.stderr);
      const says = policy.replace('allow seer { tag monitoring }', 'allow seer { tag management }');
      const { stdout, status } = await run('seer', says);
      assert.match(stdout, /does not give seer the tag `management`, which is proved to be given/);
      assert.equal(status, 3);
    });

    it('tells what the broker refuses and permits otherwise, at the line of the policy', async () => {
      const says = policy
        .replace('consume queue work, quorum', 'consume queue quorum')
        .replace('declare queue reply.*', 'declare queue reply.*, work');
      const { stdout, status } = await verify({
        policy: says,
        files: { token: await stage.token('worker') },
        args: ['--broker', AUDIENCE, '--amqp', amqpOf(stage.broker), '--token', 'token'],
      });
      assert.match(
        stdout,
        /policy\.warren:\d+:\d+: the broker permits worker `read queue work` in the vhost `\/`, which is proved to be refused; /,
      );
      assert.match(
        stdout,
        /policy\.warren:\d+:\d+: the broker refuses worker `declare queue work` in the vhost `\/`, which is proved to be permitted \(ACCESS_REFUSED - configure access to queue 'work'/,
      );
      assert.equal(status, 3);
    });

    it('tells what it finds otherwise of a super stream, by its exchange and its partitions', async () => {
      const says = policy
        .replace(' consume super-stream film ', ' ')
        .replace('publish super-stream film', 'consume super-stream film')
        .replace('can   worker { publish super-stream film ', 'can   worker {');
      const { stdout, status } = await verify({
        policy: says,
        files: { token: await stage.token('worker') },
        args: ['--broker', AUDIENCE, '--amqp', amqpOf(stage.broker), '--token', 'token'],
      });
      assert.match(
        stdout,
        /the broker refuses worker `consume super-stream film` in the vhost `\/`, which is proved to be permitted \(ACCESS_REFUSED - read access to queue 'film-0'/,
      );
      assert.equal(status, 3);
    });

    it('tells a routing key that the broker takes and the policy does not', async () => {
      const { stdout, status } = await verify({
        policy: policy
          .replace(
            'publish exchange orders key order.*',
            'publish exchange orders key order.created',
          )
          .replace('publish exchange orders key other.* ', 'publish exchange orders key order.x* '),
        files: { token: await stage.token('worker') },
        args: ['--broker', AUDIENCE, '--amqp', amqpOf(stage.broker), '--token', 'token'],
      });
      assert.match(
        stdout,
        /the broker permits worker `publish exchange orders key order\.[^`]*` in the vhost `\/`.*, which is proved to be refused; /,
        stdout,
      );
      assert.equal(status, 3);
    });

    it('says that the broker takes no messages where it is short of memory', async () => {
      await stage.broker.rabbitmqctl('set_vm_memory_high_watermark', '0');
      const { status, stderr } = await run('stagehand');
      await stage.broker.rabbitmqctl('set_vm_memory_high_watermark', '0.6');
      assert.match(
        stderr,
        /: the broker takes no messages now, .* \(low on memory\); have it given/,
      );
      assert.equal(status, 2);
    });

    it('tells what was verified where the broker dies while it is probed', async () => {
      // More than are under way at a time.
      const many = Array.from({ length: 100 }, (_, at) => `queue probed.${at}`).join(' ');
      const before = await gate(
        stage.broker.amqpPort,
        (sent) => sent.length > 20_000,
        async () => {
          isKilled = true;
          await stage.broker.stop();
        },
      );
      const { status, stdout, stderr } = await verify({
        policy: `${policy}vhost / { ${many} }\n`,
        files: { token: await stage.token('stagehand') },
        args: [
          ...['--broker', AUDIENCE, '--token', 'token'],
          ...['--amqp', `amqp://127.0.0.1:${before.port}`],
        ],
      });
      before.stop();
      assert.ok(isKilled, stdout);
      const [, probes = '0'] =
        /^stage: verified until it broke off: (\d+) probes, .*; 0 differences until then$/m.exec(
          stdout,
        ) ?? [];
      assert.ok(Number(probes) > 0 && Number(probes) < 300, stdout);
      assert.match(stderr, /^warren: amqp:\/\/127\.0\.0\.1:\d+: the connection was closed /m);
      assert.equal(status, 2);
    });
  });

  it(`what verify finds of random policies is what is proved, ${suite}`, async function () {
    this.timeout(0); // as many as are asked for
    const chance = chanceOf(SEED);
    const { broker, sts } = await liveBroker(suite);
    const outcomes = new Outcomes();
    const made = new Set<string>();
    // Most of what a policy is asked about it grants; some refusals have to be among the probes.
    for (let tries = 0; outcomes.tried < PROBES || outcomes.refused <= LEAST; tries++) {
      assert.ok(tries < 500, `only ${outcomes.tried} probes`);
      const { config, audience, text } = livePolicy(suite, chance, sts.issuer);
      await reconfigure(broker, config);
      const [policy = assert.fail()] = checkPolicy(policyOf(text)).policies;
      for (const role of policy.roles) {
        const { given } = grantedTo(policy)(role);
        const known = { vhosts: undefined, namesIn: () => [] };
        const { trials } = planProbes(policy, role, given, contextOf(policy), known);
        for (const vhost of new Set(trials.map((trial) => trial.vhost))) {
          if (made.has(vhost)) continue;
          made.add(vhost);
          await broker.addVhost(vhost);
        }
        const token = await sts.mint({ roleArn: role.arn.text, audience });
        for (const vhost of new Set(trials.map((trial) => trial.vhost))) {
          const opened = await openConnection({
            endpoint: { host: '127.0.0.1', port: broker.amqpPort, tls: false },
            vhost: Buffer.from(vhost),
            user: 'nobody',
            password: token,
            ca: undefined,
            timeout: 60_000,
            signal: new AbortController().signal,
          });
          if (opened.kind !== 'open') continue;
          const own = trials.filter((trial) => trial.vhost === vhost);
          await runTrials(opened.connection, own, outcomes);
          await opened.connection.close();
        }
      }
      const told = outcomes.differences.map(
        ({ trial, found, words }) => `${trialText(trial)}: ${found} ${words}\n${text}`,
      );
      assert.deepEqual(told, []);
    }
    console.log(
      `      WARREN_SEED=${SEED}: ${outcomes.permitted} permitted, ${outcomes.refused} refused, none differ`,
    );
    assert.ok(
      outcomes.permitted > LEAST && outcomes.refused > LEAST,
      'one answer alone says too little',
    );
  });
}
