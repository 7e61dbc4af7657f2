import assert from 'node:assert/strict';
import { connect, type ChannelModel, type ConfirmChannel } from 'amqplib';
import { queryable, type QueryableBroker } from '#warren/program/query/queryable.js';
import { refusedBy, type RefusalMeaning } from '#warren/program/why/why.js';
import { management, type Management } from '../bed/management.js';
import { streamOperation } from '../bed/stream.js';
import { SUITES } from '../bed/tree.js';
import { messageOf } from '../bed/verdict.js';
import { policyOf } from './compiled.js';
import { declareExchange, declareQueue } from './operations.js';
import { STAGEHAND_TEXT, arnOf, brokerBlock, startStage, type Stage } from './stage.js';

const GUEST = 'guest';
const SEER = 'seer';
// Beyond ASCII both brokers fail to cut the text for the client, and to write it as JSON.
const VHOST = 'refusals';
const LONG = `team/${'x'.repeat(150)}/long`;

const POLICY = `
role ${GUEST} = ${arnOf(GUEST)}
role ${SEER}  = ${arnOf(SEER)}
role long     = ${arnOf(LONG)}
allow ${SEER} { tag management }
vhost "${VHOST}" {
  allow ${GUEST}, ${SEER}, long { connect }
  allow ${SEER} { read, write exchange ev key seen }
}
`;
const policyFor = (block: string): string => block + STAGEHAND_TEXT + POLICY;

type Act = (channel: ConfirmChannel) => Promise<unknown>;

/** What is refused over AMQP 0-9-1 to a role without rights, and the phrase that the text comes to. */
const AMQP: readonly (readonly [phrase: string, act: Act])[] = [
  ['configure queue new', (channel) => channel.assertQueue('new')],
  ['configure queue work', (channel) => channel.deleteQueue('work')],
  ['configure exchange new', (channel) => channel.assertExchange('new', 'fanout')],
  ['configure exchange ev', (channel) => channel.deleteExchange('ev')],
  ['read queue work', (channel) => channel.get('work')],
  ['read queue work', (channel) => channel.consume('work', () => undefined)],
  ['read queue work', (channel) => channel.purgeQueue('work')],
  ['write queue work', (channel) => channel.bindQueue('work', 'ev', 'k')],
  ['write queue work', (channel) => channel.unbindQueue('work', 'ev', 'k')],
  ['write exchange fan', (channel) => channel.bindExchange('fan', 'ev', 'k')],
  ['write exchange ev', (channel) => published(channel, 'ev', 'k')],
  ['write exchange amq.default', (channel) => published(channel, '', 'work')],
  ['configure queue "it\'s \\"odd\\" 🐰"', (channel) => channel.assertQueue('it\'s "odd" 🐰')],
];

/** What is refused to a role that may read and write the exchange with one key. */
const KEYED: readonly (readonly [phrase: string, act: Act])[] = [
  ['write exchange ev key other', (channel) => published(channel, 'ev', 'other')],
  ['write exchange ev key ""', (channel) => published(channel, 'ev', '')],
  ['write exchange ev key "ü.\\*"', (channel) => published(channel, 'ev', 'ü.*')],
];

/** What no role may do: words of what the text means. */
const ALWAYS: readonly (readonly [words: RegExp, act: Act])[] = [
  [/kept for the broker/, (channel) => channel.assertQueue('amq.mine')],
  [/kept for the broker/, (channel) => channel.assertExchange('amq.mine', 'fanout')],
  [/default exchange/, (channel) => channel.bindQueue('work', '', 'k')],
  [/by itself/, (channel) => channel.deleteExchange('amq.topic')],
  [/is internal/, (channel) => published(channel, 'inner', 'k')],
  [/set it to the ARN/, (channel) => published(channel, 'fan', 'k', 'somebody')],
  [/does not exist in that vhost/, (channel) => channel.get('absent')],
  [/does not exist in that vhost/, (channel) => channel.checkQueue('absent')],
  [/does not exist in that vhost/, (channel) => channel.checkExchange('absent')],
  [/does not exist in that vhost/, (channel) => published(channel, 'absent', 'k')],
  [/other arguments/, (channel) => channel.assertQueue('work', { durable: false })],
  [/other arguments/, (channel) => channel.assertExchange('ev', 'direct')],
];

async function published(
  channel: ConfirmChannel,
  exchange: string,
  key: string,
  userId?: string,
): Promise<void> {
  channel.publish(exchange, key, Buffer.of(1), userId === undefined ? {} : { userId });
  await channel.waitForConfirms();
}

/** Runs something on a channel of its own, and returns the words with which it was refused. */
async function refusalOf(connection: ChannelModel, act: Act): Promise<string> {
  const channel = await connection.createConfirmChannel();
  const closed = new Promise<never>((_, reject) => channel.on('error', reject));
  try {
    await Promise.race([act(channel), closed]);
  } catch (error) {
    // What waits for confirms learns no more than that the channel is closed; the channel has the words.
    const told = messageOf(error);
    return /_/.test(told) ? told : await closed.catch(messageOf);
  }
  throw new Error('it was not refused');
}

/** Everything that the log says more when an act is over, as soon as it says certain words. */
async function loggedBy(stage: Stage, words: RegExp, act: () => Promise<unknown>): Promise<string> {
  const lines = (): readonly string[] => stage.broker.log().split('\n');
  const before = new Set(lines()); // every line of the log begins with its time
  await act();
  for (const end = Date.now() + 10_000; Date.now() < end;) {
    const more = lines()
      .filter((line) => !before.has(line))
      .join('\n');
    if (words.test(more)) return more;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`the log never said ${String(words)}`);
}

/** What a text comes to: the role and the phrase, or what it means. */
function saysOf(refused: RefusalMeaning): string {
  if (refused.kind === 'meaning') return refused.meaning;
  return refused.questions
    .map(({ role, phrase, vhost }) => [role, phrase, ...(vhost === undefined ? [] : [vhost])])
    .join(' and ');
}

for (const suite of SUITES)
  describe(`the texts of refusals, ${suite}`, () => {
    let stage: Stage;
    const connections = new Map<string, ChannelModel>();
    let brokers: readonly QueryableBroker[] = [];
    const says = (text: string): string => {
      try {
        return saysOf(refusedBy(text, brokers));
      } catch (error) {
        return `${messageOf(error)}: ${text}`;
      }
    };
    const apiOf = async (role: string): Promise<Management> =>
      management(stage.broker, await stage.token(role));

    /** Opens a connection with any password. */
    const enter = (vhost: string, password: string): Promise<ChannelModel> =>
      connect(
        {
          hostname: '127.0.0.1',
          port: stage.broker.amqpPort,
          username: 'anyone',
          password,
          vhost: encodeURIComponent(vhost),
        },
        { noDelay: true },
      );

    const connectionOf = async (role: string): Promise<ChannelModel> => {
      const known = connections.get(role);
      if (known !== undefined) return known;
      const opened = await enter(VHOST, await stage.token(role));
      opened.on('error', () => undefined);
      connections.set(role, opened);
      return opened;
    };

    before(async () => {
      stage = await startStage(suite, (issuer) => policyFor(brokerBlock(suite, issuer)));
      const read = queryable(policyOf(policyFor(brokerBlock(suite, stage.sts.issuer))));
      assert.ok(read.ok);
      brokers = read.brokers;
      await stage.broker.addVhost(VHOST);
      await stage.broker.addVhost('closed');
      await stage.prepare(VHOST, [
        declareQueue('work'),
        declareExchange('ev', 'topic'),
        declareExchange('fan', 'fanout'),
        declareExchange('inner', 'fanout', { internal: true }),
      ]);
    });
    after(async () => {
      for (const opened of connections.values()) await opened.close().catch(() => undefined);
      await stage.stop();
    });

    for (const [role, acts] of [
      [GUEST, AMQP],
      [SEER, KEYED],
    ] as const)
      it(`name what ${role} was refused over AMQP, to the client and in the log`, async () => {
        for (const [phrase, act] of acts) {
          let told = '';
          const logged = await loggedBy(stage, / refused for user /, async () => {
            told = await refusalOf(await connectionOf(role), act);
          });
          assert.equal(says(told), `${role},${phrase},${VHOST}`, told);
          assert.equal(says(logged), `${role},${phrase},${VHOST}`, logged);
        }
      });

    it('tell nothing of a role whose name the broker cut off', async () => {
      const told = await refusalOf(await connectionOf(LONG), (channel) => channel.get('work'));
      assert.match(told, /\.\.\./);
      assert.match(says(told), /cut off/);
      const logged = await loggedBy(stage, / refused for user /, async () =>
        refusalOf(await connectionOf(LONG), (channel) => channel.get('work')),
      );
      assert.equal(says(logged), `long,read queue work,${VHOST}`, logged);
    });

    it('mean what is refused whatever the scopes say', async () => {
      for (const [words, act] of ALWAYS) {
        const told = await refusalOf(await connectionOf('stagehand'), act);
        assert.match(says(told), words, told);
      }
    });

    it('mean that another connection has the queue', async () => {
      const hand = await connectionOf('stagehand');
      await (await hand.createChannel()).assertQueue('mine', { exclusive: true });
      const other = await enter(VHOST, await stage.token('stagehand'));
      other.on('error', () => undefined);
      const told = await refusalOf(other, (channel) => channel.get('mine'));
      assert.match(says(told), /for itself alone/, told);
      await other.close();
    });

    it('tell of a vhost that is closed or absent', async () => {
      for (const [vhost, expected] of [
        ['closed', `${GUEST},connect,closed`],
        ['absent', 'The vhost does not exist'],
      ] as const) {
        let told = '';
        const token = await stage.token(GUEST);
        const logged = await loggedBy(stage, /refused for user|not found/, async () => {
          told = await enter(vhost, token).then(() => 'opened', messageOf);
        });
        assert.match(says(told), /may not enter the vhost/, told);
        assert(says(logged).startsWith(expected), logged);
      }
    });

    it('tell of tokens that are not taken', async () => {
      for (const [request, words] of [
        [{ lifetimeSeconds: -60 }, /has expired/],
        [{ audience: 'other' }, /another audience/],
        [{ claims: { aud: undefined } }, /another audience/],
      ] as const) {
        const token = await stage.token(GUEST, request);
        let told = '';
        const logged = await loggedBy(stage, /refused/, async () => {
          told = await enter(VHOST, token).then(() => 'opened', messageOf);
        });
        assert.match(says(told), /login was refused/, told);
        assert.match(says(logged), words, logged);
        const api = management(stage.broker, token);
        let body = '';
        const http = await loggedBy(stage, /HTTP access denied/, async () => {
          body = JSON.stringify((await api.whoami()).body);
        });
        assert.match(says(body), /did not take the login/, body);
        assert.match(says(http), words, http);
      }
      const told = await enter(VHOST, 'no token').then(() => 'opened', messageOf);
      assert.match(says(told), /login was refused/, told);
    });

    it('tell of a renewal with a token of another role or none', async () => {
      for (const secret of [await stage.token(SEER), 'no token']) {
        const opened = await enter(VHOST, await stage.token(GUEST));
        const closed = new Promise<string>((resolve) =>
          opened.on('error', (error: unknown) => {
            resolve(messageOf(error));
          }),
        );
        let told = '';
        const logged = await loggedBy(stage, /ecret/, async () => {
          const renewed = opened.updateSecret(Buffer.from(secret), 'renewal').catch(messageOf);
          told = await Promise.race([closed, renewed.then(() => 'renewed')]);
        });
        if (told === 'renewed') continue; // 4.0 lets another user's token pass
        assert.match(says(told), /new token|another role/, told);
        assert.match(says(logged), /new token|another role/, logged);
      }
    });

    it('tell of what the management API refuses', async () => {
      const v = encodeURIComponent(VHOST);
      const api = await apiOf(SEER);
      const calls: readonly (readonly [
        phrase: string,
        call: () => Promise<{ readonly status: number; readonly body: unknown }>,
      ])[] = [
        ['configure queue new', () => api.put(`queues/${v}/new`)],
        ['configure queue work', () => api.delete(`queues/${v}/work`)],
        ['configure exchange new', () => api.put(`exchanges/${v}/new`, { type: 'fanout' })],
        ['read queue work', () => api.delete(`queues/${v}/work/contents`)],
        ['write queue work', () => api.post(`bindings/${v}/e/ev/q/work`, { routing_key: 'seen' })],
        ['write exchange fan', () => api.publish(VHOST, 'fan', 'k')],
        ['write exchange ev key k', () => api.publish(VHOST, 'ev', 'k')],
        [
          'read queue work',
          () =>
            api.post(`queues/${v}/work/get`, {
              count: 1,
              ackmode: 'ack_requeue_true',
              encoding: 'auto',
            }),
        ],
      ];
      for (const [phrase, call] of calls) {
        let answer: Awaited<ReturnType<typeof call>> | undefined;
        const logged = await loggedBy(stage, / refused for user /, async () => {
          answer = await call();
        });
        const expected = `${SEER},${phrase},${VHOST}`;
        const body = JSON.stringify(answer?.body);
        const read = says(body);
        assert(
          read === expected || read.includes('answers so to two things'),
          `${phrase}: ${read} ${logged}`,
        );
        assert.equal(says(logged), expected, logged);
      }
    });

    it('tell of a user without the tag that the management API asks for', async () => {
      for (const [role, path, tag] of [
        [GUEST, 'overview', 'management'],
        [SEER, 'nodes', 'monitoring'],
        [SEER, 'users', 'administrator'],
      ] as const) {
        let body = '';
        const logged = await loggedBy(stage, /HTTP access denied/, async () => {
          body = JSON.stringify((await (await apiOf(role)).get(path)).body);
        });
        assert.match(says(body), new RegExp(`\`${tag}\``), body);
        assert.equal(says(logged), `${role},tag ${tag}`, logged);
      }
      const body = JSON.stringify((await (await apiOf(SEER)).get('queues/closed/q')).body);
      assert.match(says(body), /connect --vhost/, body);
      const absent = JSON.stringify((await (await apiOf(SEER)).get('queues/absent/q')).body);
      assert.match(says(absent), /does not exist|connect --vhost/, absent);
    });

    it('tell of the stream protocol what its log says', async () => {
      const token = await stage.token(GUEST);
      const expired = await stage.token(GUEST, { lifetimeSeconds: -60 });
      const refused = await streamOperation(stage.broker, VHOST, token, 'create', 's');
      assert.match(says(refused.allowed ? '' : refused.reply), /does not say/);
      const closed = await streamOperation(stage.broker, 'closed', token, 'create', 's');
      assert.match(says(closed.allowed ? '' : closed.reply), /may not enter the vhost/);
      const login = await streamOperation(stage.broker, VHOST, expired, 'create', 's');
      assert.match(says(login.allowed ? '' : login.reply), /login was refused/);
    });
  });
