import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDefinitions, type Definitions } from '#warren/import/definitions.js';
import { Source } from '#warren/source/source.js';
import { bind, connectAmqp, declareQueue, get, publish, type Session } from '../../bed/amqp.js';
import { erlangBinary, startBroker, type Broker } from '../../bed/broker.js';
import { reconfigure } from '../../bed/reconfigure.js';
import { startSts, type Sts } from '../../bed/sts.js';
import { MOUNT } from '../../bed/tree.js';
import type { Verdict } from '../../bed/verdict.js';
import { warren } from '../../cli/warren.js';
import { blockOf, followGuide } from '../../import/guide.js';
import { whileInFolder } from '../../source/temporary.js';

const PASSWORD = 'bed-password';
const ROLES = { checkout: 'checkout-service', fulfiller: 'fulfiller' } as const;
type User = keyof typeof ROLES;

/** What the programs do all day. */
const NEEDED: readonly (readonly [User, string, (on: Session) => Promise<Verdict>])[] = [
  ['checkout', 'publishes an order', (on) => publish(on, 'orders', 'order.created')],
  ['fulfiller', 'reads the queue', (on) => get(on, 'work-1')],
  [
    'fulfiller',
    'binds it',
    (on) => bind(on, { kind: 'queue', destination: 'work-1', source: 'orders', key: 'order.*' }),
  ],
];

/** What they could do besides, until the policy was tightened. */
const BESIDES: typeof NEEDED = [
  ['checkout', 'publishes with another key', (on) => publish(on, 'orders', 'order.other')],
  ['fulfiller', 'declares the queue', (on) => declareQueue(on, 'work-1', { durable: true })],
];

/** What nobody ever could. */
const NEVER: typeof NEEDED = [
  ['checkout', 'reads the queue', (on) => get(on, 'work-1')],
  ['fulfiller', 'publishes', (on) => publish(on, 'orders', 'order.created')],
  ['fulfiller', 'declares any queue', (on) => declareQueue(on, 'other')],
];

function definitionsOf(): Definitions {
  const read = readDefinitions(new Source('definitions.json', blockOf('json')));
  assert.ok(read.ok);
  return read.definitions;
}

/** The users of the guide with their permissions, and its exchange and queue. */
async function furnish(broker: Broker): Promise<void> {
  const { users, permissions, topicPermissions } = definitionsOf();
  await broker.addVhost('shop');
  const resource = { vhost: 'shop', durable: true, auto_delete: false, arguments: {} };
  const text = JSON.stringify({
    exchanges: [{ ...resource, name: 'orders', type: 'topic', internal: false }],
    queues: [{ ...resource, name: 'work-1' }],
  });
  await broker.eval(`file:write_file("${MOUNT}/shop.json", ${erlangBinary(text)})`);
  await broker.rabbitmqctl('import_definitions', `${MOUNT}/shop.json`);
  const call = (name: string, ...args: readonly string[]): Promise<string> =>
    broker.eval(
      `rabbit_auth_backend_internal:${name}(${[...args, 'bed'].map(erlangBinary).join(', ')})`,
    );
  for (const user of users.keys()) await call('add_user', user, PASSWORD);
  for (const { user, vhost, configure, write, read } of permissions)
    await call('set_permissions', user, vhost, configure, write, read);
  for (const { user, vhost, exchange, write, read } of topicPermissions)
    await call('set_topic_permissions', user, vhost, exchange, write, read);
}

describe('the guide from users to least privilege, on a real broker', () => {
  let sts: Sts;
  let broker: Broker | undefined;
  before(async () => {
    sts = await startSts();
  });
  after(async () => {
    await broker?.stop();
    await sts.stop();
  });

  /** Whether they may, with the password of the user or with a token of its role. */
  const may = async (
    on: Broker,
    by: 'password' | 'token',
    operations: typeof NEEDED,
  ): Promise<readonly boolean[]> => {
    const answers: boolean[] = [];
    for (const [user, , run] of operations) {
      const roleArn = `arn:aws:iam::111122223333:role/${ROLES[user]}`;
      const secret = by === 'token' ? await sts.mint({ roleArn, audience: 'imported' }) : PASSWORD;
      const connected = await connectAmqp(on, 'shop', secret, by === 'token' ? 'anyone' : user);
      answers.push(connected.allowed && (await run(connected.session)).allowed);
      if (connected.allowed) await connected.session.close();
    }
    return answers;
  };
  const all = (operations: typeof NEEDED, answer: boolean): readonly boolean[] =>
    operations.map(() => answer);

  it('takes nothing from anybody but what it says', () =>
    whileInFolder({}, async (folder) => {
      const compiled: string[] = [];
      const conf = (): string => readFileSync(join(folder, 'out/imported/rabbitmq.conf'), 'utf8');
      const issued = (text: string): string =>
        text.replace(/^(\s*issuer\s+)\S+/m, `$1${sts.issuer}`);
      followGuide(folder, issued, (command) => {
        if (command.startsWith('warren compile')) compiled.push(conf());
      });
      const [imported = ''] = compiled;
      const compile = (): string => {
        const { status, stderr } = warren(folder, ['compile', 'policy', '--out', 'out']);
        assert.equal(status, 0, stderr);
        return conf();
      };
      broker = await startBroker({ suite: 'forky', rabbitmqConf: imported, ca: sts.ca });
      await furnish(broker);

      // As imported: the token of a role opens what the password of the user does.
      for (const by of ['password', 'token'] as const)
        for (const [operations, answer] of [
          [NEEDED, true],
          [BESIDES, true],
          [NEVER, false],
        ] as const)
          assert.deepEqual(await may(broker, by, operations), all(operations, answer), by);

      await reconfigure(broker, { rabbitmqConf: compile() });
      assert.deepEqual(await may(broker, 'token', NEEDED), all(NEEDED, true));
      assert.deepEqual(await may(broker, 'token', BESIDES), all(BESIDES, false));
      assert.deepEqual(await may(broker, 'password', BESIDES), all(BESIDES, true));
      await broker.stop();

      // The users retire.
      const path = join(folder, 'policy/policy.warren');
      writeFileSync(path, readFileSync(path, 'utf8').replace(/\n *internal-users on/, ''));
      broker = await startBroker({ suite: 'forky', rabbitmqConf: compile(), ca: sts.ca });
      await furnish(broker);
      assert.deepEqual(await may(broker, 'token', NEEDED), all(NEEDED, true));
      assert.deepEqual(await may(broker, 'password', NEEDED), all(NEEDED, false));
    })).timeout(300_000);
});
