import assert from 'node:assert/strict';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from 'amqplib';
import { connectAsync } from 'mqtt';
import rhea from 'rhea';
import type { EventContext } from 'rhea';
import { connect as connectStream } from 'rabbitmq-stream-js-client';
import { management } from '../../bed/management.js';
import { SUITES } from '../../bed/tree.js';
import { messageOf } from '../../bed/verdict.js';
import { arnOf, brokerBlock, STAGEHAND_TEXT, startStage } from '../stage.js';
import type { Stage } from '../stage.js';

const POLICY = `
role worker = ${arnOf('worker')}
vhost / { allow worker { configure resource *  write, read resource * key * } }
`;

/** How long the tokens live, in seconds. */
const LIFETIME = 4;
/** When a broker that closes the connection has done so for certain, in ms after the login. */
const AFTERWARDS = (LIFETIME + 4) * 1_000;

for (const suite of SUITES)
  describe(`what a broker does when a token ends, ${suite}`, function () {
    this.timeout(180_000);
    let stage: Stage;
    const at = (port: number): { host: string; port: number; username: string } => ({
      ...{ host: '127.0.0.1', port, username: 'iam' },
    });
    const token = (): Promise<string> => stage.token('worker', { lifetimeSeconds: LIFETIME });
    before(async () => {
      const policy = (issuer: string): string =>
        brokerBlock(suite, issuer) + STAGEHAND_TEXT + POLICY;
      stage = await startStage(suite, policy, ['rabbitmq_mqtt']);
    });
    after(() => stage.stop());

    it(`AMQP 0-9-1: ${suite === 'forky' ? 'closes the connection' : 'refuses what it has to check'}`, async () => {
      const { amqpPort: port } = stage.broker;
      const options = { hostname: '127.0.0.1', port, username: 'iam', password: await token() };
      const connection = await connect(options);
      connection.on('error', () => undefined);
      const closed = once(connection, 'close');
      if (suite === 'forky') {
        assert.match(messageOf((await closed)[0]), /CONNECTION_FORCED - credential expired/);
        return;
      }
      await sleep(AFTERWARDS);
      const channel = await connection.createChannel();
      channel.on('error', () => undefined);
      const refused = channel.assertQueue('late');
      await assert.rejects(refused, /ACCESS_REFUSED - .*Provided JWT token has expired/);
      await connection.close();
    });

    it('AMQP 1.0: closes the connection', async () => {
      const login = { ...at(stage.broker.amqpPort), password: await token() };
      const connection = rhea.create_container().connect({ ...login, reconnect: false });
      const closed = new Promise<string>((resolve) => {
        connection.on('connection_error', ({ connection: { error } }: EventContext) => {
          resolve(JSON.stringify(error));
        });
      });
      connection.on('protocol_error', () => undefined); // the broker closes it twice
      assert.match(await closed, /unauthorized-access.*credential expired/);
    });

    it('MQTT 5: disconnects with a reason', async () => {
      const login = { ...at(stage.broker.mqttPort), password: await token() };
      const client = await connectAsync({ ...login, protocolVersion: 5, reconnectPeriod: 0 });
      const reason = new Promise((resolve) => {
        client.on('disconnect', ({ reasonCode }) => {
          resolve(reasonCode);
        });
      });
      assert.equal(await reason, 0xa0); // maximum connect time
      await client.endAsync(true);
    });

    it('streams: closes the connection', async () => {
      const { streamPort: port } = stage.broker;
      let told: () => void = () => undefined;
      const closed = new Promise<void>((resolve) => (told = resolve));
      await connectStream({
        ...{ hostname: 'localhost', port, username: 'iam', password: await token(), vhost: '/' },
        ...{ heartbeat: 0, listeners: { connection_closed: told } },
      });
      await closed;
    });

    it('the management API: refuses it', async () => {
      const ended = await token();
      await sleep((LIFETIME + 1) * 1_000);
      assert.equal((await management(stage.broker, ended).whoami()).status, 401);
    });
  });
