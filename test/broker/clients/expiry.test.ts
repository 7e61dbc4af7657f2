import assert from 'node:assert/strict';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from 'amqplib';
import { connectAsync } from 'mqtt';
import rhea from 'rhea';
import type { Connection, EventContext } from 'rhea';
import { connect as connectStream } from 'rabbitmq-stream-js-client';
import { manage } from '../../bed/amqp10.js';
import { management } from '../../bed/management.js';
import { list, openStreamSocket, string } from '../../bed/stream-protocol.js';
import type { StreamSocket } from '../../bed/stream-protocol.js';
import { authenticate, logIn, openVhost } from '../../bed/stream.js';
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

/** Codes of answers of the stream protocol. */
const [OK, AUTHENTICATION_FAILURE] = [1, 8];

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

    const amqp10 = async (): Promise<{ connection: Connection; closed: Promise<string> }> => {
      const login = { ...at(stage.broker.amqpPort), password: await token() };
      const connection = rhea.create_container().connect({ ...login, reconnect: false });
      const closed = new Promise<string>((resolve) => {
        connection.on('connection_error', ({ connection: { error } }: EventContext) => {
          resolve(JSON.stringify(error));
        });
      });
      connection.on('protocol_error', () => undefined); // the broker closes it twice
      await once(connection, 'connection_open');
      return { connection, closed };
    };

    it('AMQP 1.0: closes the connection', async () => {
      const { closed } = await amqp10();
      assert.match(await closed, /unauthorized-access.*credential expired/);
    });

    const handOver = (connection: Connection, secret: string): ReturnType<typeof manage> =>
      manage(connection, 'PUT', '/auth/tokens', Buffer.from(secret));

    if (suite === 'forky') {
      it('AMQP 1.0: takes another token at its management node', async () => {
        const { connection } = await amqp10();
        assert.equal((await handOver(connection, await stage.token('worker'))).status, '204');
        await sleep(AFTERWARDS);
        assert.ok(connection.is_open());
        connection.close();
      });

      it('AMQP 1.0: closes the connection at a token that it does not take', async () => {
        const { connection, closed } = await amqp10();
        const another = await stage.token('worker', { audience: 'another' });
        assert.equal((await handOver(connection, another)).status, '204');
        assert.match(await closed, /unauthorized-access.*credential update failed/);
      });
    } else
      it('AMQP 1.0: breaks off a session that hands over a token, and logs the token', async () => {
        const { connection } = await amqp10();
        const secret = await stage.token('worker');
        const failed = once(connection, 'session_error');
        const answered = handOver(connection, secret);
        await Promise.race([failed, answered.then(() => assert.fail('it was answered'))]);
        connection.close();
        for (let times = 0; times < 100 && !isLogged(secret); times++) await sleep(100);
        assert.ok(isLogged(secret));
      });

    const isLogged = (text: string): boolean => stage.broker.log().includes(text);

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

    it('streams: take another token by a second authentication', async () => {
      const socket = await openStreamSocket(stage.broker.streamPort);
      assert.equal(await logIn(socket, await token()), OK);
      await socket.tune();
      assert.equal(await openVhost(socket, '/'), OK);
      assert.equal(await authenticate(socket, await stage.token('worker')), OK);
      await sleep(AFTERWARDS);
      assert.equal(await createStream(socket, 'late'), OK);
      // A token that it does not take leaves the one before in force on 4.0, and ends the connection on 4.3.
      const another = await stage.token('worker', { audience: 'another' });
      assert.equal(await authenticate(socket, another), AUTHENTICATION_FAILURE);
      const next = createStream(socket, 'later');
      if (suite === 'forky') await assert.rejects(next, /closed the stream connection/);
      else assert.equal(await next, OK);
      socket.close();
    });

    it('the management API: refuses it', async () => {
      const ended = await token();
      await sleep((LIFETIME + 1) * 1_000);
      assert.equal((await management(stage.broker, ended).whoami()).status, 401);
    });
  });

function createStream(socket: StreamSocket, name: string): Promise<number> {
  return socket.request(0x000d, string(name), list());
}
