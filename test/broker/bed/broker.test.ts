import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { startBroker } from '../../bed/broker.js';
import type { Broker } from '../../bed/broker.js';
import { SUITES } from '../../bed/tree.js';

const CONF = 'auth_backends.1 = internal\nheartbeat = 61\n';

/** Starts a broker in a process of its own and prints its AMQP port. */
const STARTER = `
  import { startBroker } from '${new URL('../../bed/broker.ts', import.meta.url).href}';
  const broker = await startBroker({ suite: 'trixie', rabbitmqConf: ${JSON.stringify(CONF)} });
  console.log(broker.amqpPort);
  setInterval(() => undefined, 1000);
`;

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {
      resolve(false);
    });
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}

function firstOutput(stream: Readable): Promise<string> {
  return new Promise((resolve) =>
    stream.once('data', (chunk: Buffer) => {
      resolve(chunk.toString());
    }),
  );
}

async function untilClosed(port: number): Promise<void> {
  while (await listens(port)) await sleep(50);
}

describe('starting brokers', () => {
  for (const suite of SUITES)
    describe(suite, () => {
      let brokers: Broker[] = [];
      before(async () => {
        const [plain, mqtt] = [{}, { plugins: ['rabbitmq_mqtt'] }];
        brokers = await Promise.all(
          [plain, mqtt].map((more) => startBroker({ suite, rabbitmqConf: CONF, ...more })),
        );
      });
      after(() => Promise.all(brokers.map((broker) => broker.stop())));

      it('runs several side by side, each with its plugins', async () => {
        const open = brokers.map(async (broker) => [
          await listens(broker.amqpPort),
          await listens(broker.managementPort),
          await listens(broker.streamPort),
          await listens(broker.mqttPort),
        ]);
        assert.deepEqual(await Promise.all(open), [
          [true, true, true, false],
          [true, true, true, true],
        ]);
      });

      it('takes the settings of the given file', async () => {
        const answer = await brokers[0]?.eval('application:get_env(rabbit, heartbeat)');
        assert.equal(answer, '{ok, 61}');
      });

      it('rejects an expression that fails', async () => {
        await assert.rejects(
          async () => brokers[0]?.eval('no:such()'),
          /eval no:such\(\): .*undef/s,
        );
      });

      it('runs rabbitmqctl', async () => {
        assert.match((await brokers[0]?.rabbitmqctl('list_vhosts')) ?? '', /^\/$/m);
      });

      it('adds virtual hosts of any name', async () => {
        for (const name of ['a/b', '%2f', 'ä 🐇', '"\'\\$(x){y}', '*']) {
          assert.equal(await brokers[0]?.hasVhost(name), false);
          await brokers[0]?.addVhost(name);
          assert.equal(await brokers[0]?.hasVhost(name), true);
          assert.equal(await brokers[1]?.hasVhost(name), false);
        }
      });

      it('tells why a broker does not start', async () => {
        const broken = startBroker({ suite, rabbitmqConf: 'no.such.key = 1\n' });
        await assert.rejects(broken, /ended before it was ready.*unknown variable: no\.such\.key/s);
      });
    });

  it('leaves no broker behind when its process is killed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'killed-')); // nobody tidies up after the killed
    const env = { ...process.env, TMPDIR: folder };
    const options = ['--import', 'tsx', '--input-type=module', '--eval', STARTER];
    const starter = spawn(process.execPath, options, { env, stdio: ['ignore', 'pipe', 'inherit'] });
    const port = Number(await firstOutput(starter.stdout));
    assert.equal(await listens(port), true);
    starter.kill('SIGKILL');
    await untilClosed(port);
    await rm(folder, { recursive: true });
  });

  it('ends a broker that is stopped', async () => {
    const broker = await startBroker({ suite: 'forky', rabbitmqConf: CONF });
    await broker.stop();
    assert.equal(await listens(broker.amqpPort), false);
  });
});
