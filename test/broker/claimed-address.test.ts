import assert from 'node:assert/strict';
import { connect, type Socket } from 'node:net';
import { every } from '#warren/rabbitmq/claims.js';
import { startBroker } from '../bed/broker.js';
import { SUITES, type Suite } from '../bed/tree.js';
import { engineOf } from '../rabbitmq/engine-of.js';

/** How a broker begins that asks its own users, as `internal-users on` lets it, and believes a proxy. */
const BELIEVING = 'auth_backends.1 = internal\nproxy_protocol = true\n';

/**
 * Who claims to come from where, on which further lines, and whether a broker lets them in that asks the
 * header. One that asks the connection lets everybody in here, as the test is at home.
 */
const CLAIMS: readonly [lines: string, user: string, address: string, letsIn: boolean][] = [
  ['', 'guest', '127.0.0.1', true],
  ['', 'guest', '203.0.113.7', false],
  ['loopback_users.guest = true\n', 'guest', '203.0.113.7', false],
  // Another name replaces guest's.
  ['loopback_users.alice = true\n', 'guest', '203.0.113.7', true],
];

const RELEASES: Readonly<Record<Suite, string>> = {
  trixie: 'rabbitmq 4.0.5',
  forky: 'rabbitmq 4.3.6',
};

for (const suite of SUITES)
  describe(`the address in a PROXY header, ${suite}`, () => {
    for (const lines of new Set(CLAIMS.map(([more]) => more)))
      it(`decides for the internal user guest${lines && `, with ${lines.trim()}`}`, async () => {
        const isBelieved = every(engineOf(RELEASES[suite]), 'proxyHeaderBelieved');
        await withBroker(suite, BELIEVING + lines, async (port) => {
          for (const [, user, address, ifBelieved] of CLAIMS.filter(([more]) => more === lines))
            assert.equal(
              await isLetIn(port, user, address),
              ifBelieved || !isBelieved,
              `${user} from ${address}`,
            );
        });
      });
  });

async function withBroker(
  suite: Suite,
  rabbitmqConf: string,
  body: (port: number) => Promise<void>,
): Promise<void> {
  const broker = await startBroker({ suite, rabbitmqConf });
  try {
    await body(broker.amqpPort);
  } finally {
    await broker.stop();
  }
}

/** Signs in over AMQP 0-9-1 with the user's name as password, after a header that claims an address. */
async function isLetIn(port: number, user: string, address: string): Promise<boolean> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  try {
    socket.write(`PROXY TCP4 ${address} 127.0.0.1 40000 ${port}\r\n`);
    socket.write(Buffer.from([0x41, 0x4d, 0x51, 0x50, 0, 0, 9, 1]));
    assert.equal(await nextMethod(socket), START);
    socket.write(method(START_OK, startOk(user)));
    const answer = await nextMethod(socket);
    assert.ok(answer === TUNE || answer === CLOSE, String(answer));
    return answer === TUNE;
  } finally {
    socket.destroy();
  }
}

/** Methods of class connection. Source: AMQP 0-9-1, section 1.4. */
const [START, START_OK, TUNE, CLOSE] = [10, 11, 30, 50];

/** The next method that the broker sends, by its number; its frame is small and comes whole or in parts. */
async function nextMethod(socket: Socket): Promise<number> {
  let held = Buffer.alloc(0);
  for await (const part of socket.iterator({ destroyOnReturn: false })) {
    held = Buffer.concat([held, Buffer.from(part)]);
    const size = held.length < 7 ? undefined : held.readUInt32BE(3) + 8;
    if (size !== undefined && held.length >= size) return held.readUInt16BE(9);
  }
  throw new Error('the broker closed the connection without a word');
}

function method(id: number, content: Buffer): Buffer {
  const head = Buffer.alloc(11);
  head.writeUInt8(1, 0);
  head.writeUInt32BE(content.length + 4, 3);
  head.writeUInt16BE(10, 7);
  head.writeUInt16BE(id, 9);
  return Buffer.concat([head, content, Buffer.from([0xce])]);
}

/** No properties of the client but that it understands a refused login, mechanism PLAIN, any locale. */
function startOk(user: string): Buffer {
  const capability = Buffer.concat([
    short('authentication_failure_close'),
    Buffer.from('t'),
    Buffer.from([1]),
  ]);
  const properties = Buffer.concat([short('capabilities'), Buffer.from('F'), long(capability)]);
  return Buffer.concat([
    long(properties),
    short('PLAIN'),
    long(Buffer.from(`\0${user}\0${user}`)),
    short('en_US'),
  ]);
}

function short(text: string): Buffer {
  return Buffer.concat([Buffer.from([text.length]), Buffer.from(text)]);
}

function long(content: Buffer): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(content.length);
  return Buffer.concat([size, content]);
}
