import assert from 'node:assert/strict';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { SUITES } from '../../bed/tree.js';
import * as op from '../operations.js';
import { arnOf, AUDIENCE, brokerBlock, STAGEHAND, STAGEHAND_TEXT, startStage } from '../stage.js';
import type { Stage } from '../stage.js';
import { apiOf, verify } from './run.js';
import type { Ended } from './run.js';

const POLICY = `
role worker = ${arnOf('worker')}
vhost / {
  queue work
  queue many.*
  allow worker { consume queue work }
}
`;

/** How many queues the broker has that are read page by page. */
const QUEUES = 10_000;

/** What stands before a port and does something once enough was sent there. */
interface Gate {
  readonly port: number;
  readonly stop: () => void;
}

/** @param isDue is given all that was sent so far, to all connections */
async function gate(
  to: number,
  isDue: (sent: string) => boolean,
  act: () => Promise<void>,
): Promise<Gate> {
  let sent = '';
  let isDone = false;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const broker = connect(to, '127.0.0.1');
    for (const one of [socket, broker]) {
      sockets.add(one);
      one.on('error', () => one.destroy());
      one.on('close', () => {
        socket.destroy();
        broker.destroy();
      });
    }
    broker.pipe(socket);
    socket.on('data', (bytes: Buffer) => {
      sent += bytes.toString('latin1');
      if (isDone || !isDue(sent)) {
        broker.write(bytes);
        return;
      }
      isDone = true;
      // What was asked last never gets there, as in the middle of a request.
      void act();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    stop: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

for (const suite of SUITES)
  describe(`verify and a broker that dies, ${suite}`, function () {
    this.timeout(120_000);

    /** Starts a broker with many queues, and verifies it until it is killed. */
    const killed = async (
      portOf: (stage: Stage) => number,
      isDue: (sent: string) => boolean,
      args: (stage: Stage, url: string) => readonly string[],
    ): Promise<Ended> => {
      const text = (issuer: string): string => brokerBlock(suite, issuer) + STAGEHAND_TEXT + POLICY;
      const stage = await startStage(suite, text);
      let isStopped = false;
      const kill = async (): Promise<void> => {
        isStopped = true;
        await stage.broker.stop();
      };
      const before = await gate(portOf(stage), isDue, kill);
      try {
        await stage.prepare('/', [op.declareQueue('work')]);
        await stage.broker.eval(
          `[rabbit_amqqueue:declare(rabbit_misc:r(<<"/">>, queue, iolist_to_binary(["many.", integer_to_list(N)])), true, false, [], none, <<"bed">>) || N <- lists:seq(1, ${QUEUES})], done`,
        );
        const ended = await verify({
          policy: text(stage.sts.issuer),
          files: { token: await stage.token('worker'), hand: await stage.token(STAGEHAND) },
          args: ['--broker', AUDIENCE, ...args(stage, `127.0.0.1:${before.port}`)],
        });
        assert.ok(isStopped, `it was not killed: ${ended.stdout}${ended.stderr}`);
        assert.doesNotMatch(ended.stderr, /\n\s+at /);
        assert.equal(ended.status, 2, ended.stderr);
        return ended;
      } finally {
        before.stop();
        if (isStopped) await stage.sts.stop();
        else await stage.stop();
      }
    };

    it('while its queues are read', async () => {
      const { stdout, stderr } = await killed(
        ({ broker }) => broker.managementPort,
        (sent) => /\/api\/queues\S*page=4\b/.test(sent),
        (_, url) => ['--api', `http://${url}`, '--token', 'hand'],
      );
      assert.match(
        stdout,
        /^stage: verified until it broke off: nothing; 0 differences until then$/m,
      );
      assert.match(stderr, /^warren: http:\/\/127\.0\.0\.1:\d+\/api\/queues: /m);
    });

    it('while it is probed, with what was verified until then', async () => {
      let requests = 0;
      const { stdout, stderr } = await killed(
        ({ broker }) => broker.amqpPort,
        () => ++requests > 6,
        ({ broker }, url) => ['--amqp', `amqp://${url}`, '--token', 'hand', '--api', apiOf(broker)],
      );
      assert.match(
        stdout,
        /^stage: verified until it broke off: 1 vhost, 0 exchanges and 10,001 queues(; \d+ probes?, .*)?; 0 differences until then$/m,
      );
      assert.match(stderr, /^warren: amqp:\/\/127\.0\.0\.1:\d+: the connection was closed /m);
    });

    it('says so where nobody is there at all', async () => {
      const { status, stdout, stderr } = await verify({
        policy: brokerBlock(suite, 'https://issuer.example.com') + POLICY,
        files: { password: 'never-shown' },
        args: [
          ...['--broker', AUDIENCE, '--api', 'http://127.0.0.1:9'],
          ...['--user', 'reader', '--password-file', 'password'],
        ],
      });
      assert.match(stdout, /verified until it broke off: nothing/);
      assert.match(stderr, /^warren: http:\/\/127\.0\.0\.1:9\S*: /m);
      assert.equal(status, 2);
    });
  });
