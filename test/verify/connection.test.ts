import assert from 'node:assert/strict';
import {
  openConnection,
  type AmqpConnection,
  type Opened,
  type OpenSettings,
} from '#warren/verify/amqp/connection.js';
import { ConnectionLost } from '#warren/verify/amqp/failure.js';
import { declareQueue, METHODS } from '#warren/verify/amqp/methods.js';
import { method } from '#warren/verify/amqp/frames.js';
import { long, shortString } from '#warren/verify/amqp/fields.js';
import { makeCertificate } from '../bed/certificate.js';
import { amqpServer, channelClosing, closing, greeting, type Manners } from './amqp-server.js';

/** Opens a connection to a server with some manners. */
async function opening(
  manners: Manners,
  body: (opened: Opened) => Promise<void> | void,
  settings: Partial<OpenSettings> = {},
): Promise<void> {
  const server = await amqpServer(manners);
  try {
    await body(
      await openConnection({
        endpoint: { host: '127.0.0.1', port: server.port, tls: false },
        vhost: Buffer.from('orders'),
        user: 'somebody',
        password: 'never-shown',
        ca: undefined,
        timeout: 5_000,
        signal: new AbortController().signal,
        ...settings,
      }),
    );
  } finally {
    await server.stop();
  }
}

/** What kept a connection from coming about: the kind and how far it got. */
function failed(opened: Opened): string {
  return opened.kind === 'failed'
    ? `${opened.failure.kind} at ${opened.failure.stage}`
    : opened.kind;
}

function connected(opened: Opened): AmqpConnection {
  assert.ok(opened.kind === 'open', failed(opened));
  return opened.connection;
}

const PROBE = declareQueue(Buffer.from('q'), { 'x-dead-letter-exchange': 1 });

describe('a connection over AMQP 0-9-1', () => {
  it('sends the password and the vhost, and closes', async () => {
    const seen: string[] = [];
    const manners: Manners = {
      login: (socket, password) => {
        seen.push(password);
        socket.write(
          method(0, METHODS.connectionTune, Buffer.of(7, 255), long(131_072), Buffer.of(0, 0)),
        );
      },
      open: (socket, vhost) => {
        seen.push(vhost);
        socket.write(method(0, METHODS.connectionOpenOk, shortString('')));
      },
    };
    await opening(manners, async (opened) => {
      await connected(opened).close();
      assert.deepEqual(seen, ['never-shown', 'orders']);
    });
  });

  const refusals: readonly (readonly [string, Manners, string])[] = [
    [
      'the login',
      { login: (socket) => socket.write(closing(403, 'ACCESS_REFUSED - no')) },
      'login',
    ],
    ['the vhost', { open: (socket) => socket.write(closing(530, 'NOT_ALLOWED - no')) }, 'vhost'],
  ];
  for (const [what, manners, stage] of refusals)
    it(`tells a refusal of ${what} in the broker's words`, async () => {
      await opening(manners, (opened) => {
        assert.ok(opened.kind === 'refused');
        assert.equal(opened.stage, stage);
        assert.match(opened.closing.text, / - no$/);
      });
    });

  const failures: readonly (readonly [string, Manners, string])[] = [
    [
      'a web server',
      { greets: (s) => s.end('HTTP/1.1 400 Bad Request\r\n\r\n') },
      'not-amqp at start',
    ],
    [
      'a port that wants TLS',
      { greets: (s) => s.end(Buffer.of(0x15, 3, 1, 0, 2, 2, 70, 0, 0)) },
      'wants-tls at start',
    ],
    ['a server that hangs up', { greets: (s) => s.end() }, 'no-greeting at start'],
    [
      'a server of another protocol',
      { greets: (s) => s.end('AMQP\0\x01\0\0') },
      'not-amqp at start',
    ],
    [
      'a frame of 4 GB',
      { greets: (s) => s.write(Buffer.of(1, 0, 0, 255, 255, 255, 255, 1)) },
      'not-amqp at start',
    ],
    [
      'a frame without its end',
      { greets: (s) => s.write(Buffer.concat([greeting().subarray(0, -1), Buffer.of(0)])) },
      'not-amqp at start',
    ],
    [
      'a greeting that ends in the middle',
      { greets: (s) => s.write(method(0, METHODS.connectionStart, Buffer.of(0, 9, 0, 0, 1))) },
      'not-amqp at start',
    ],
    ['a broker without PLAIN', { mechanisms: 'EXTERNAL' }, 'no-plain at start'],
    ['a login without an answer but the end', { login: (s) => s.end() }, 'closed at login'],
    ['a vhost without an answer but the end', { open: (s) => s.destroy() }, 'closed at vhost'],
  ];
  for (const [what, manners, expected] of failures)
    it(`tells ${what}`, async () => {
      await opening(manners, (opened) => {
        assert.equal(failed(opened), expected);
      });
    });

  it('gives up on a server that says nothing, and where it is interrupted', async () => {
    const silent: Manners = { greets: () => undefined };
    await opening(
      silent,
      (opened) => {
        assert.equal(failed(opened), 'silent at start');
      },
      { timeout: 50 },
    );
    const stop = new AbortController();
    stop.abort();
    await opening(
      silent,
      (opened) => {
        assert.equal(failed(opened), 'interrupted at connect');
      },
      { signal: stop.signal },
    );
  });

  it('takes a greeting byte by byte', async () => {
    const slowly: Manners = {
      greets: (socket) => {
        for (const byte of greeting()) socket.write(Buffer.of(byte));
      },
    };
    await opening(slowly, async (opened) => connected(opened).close());
  });

  it('tells one refused thing from the next on channels of their own', async () => {
    const manners: Manners = {
      answers: (socket, channel, _, count) =>
        socket.write(channelClosing(channel, count % 2 === 0 ? 403 : 406, `${count}`)),
    };
    await opening(manners, async (opened) => {
      const connection = connected(opened);
      const replies = await Promise.all(
        Array.from({ length: 500 }, () => connection.attempt(PROBE)),
      );
      const codes = replies.map((reply) => (reply.kind === 'closed' ? reply.closing.code : 0));
      assert.equal(codes.filter((code) => code === 403).length, 250);
      assert.equal(codes.filter((code) => code === 406).length, 250);
      await connection.close();
    });
  });

  it('says of everything under way that the broker died, and of what follows', async () => {
    const manners: Manners = {
      answers: (socket, channel, _, count) => {
        if (count > 20) socket.end();
        else socket.write(channelClosing(channel, 406, ''));
      },
    };
    await opening(manners, async (opened) => {
      const connection = connected(opened);
      const all = await Promise.allSettled(
        Array.from({ length: 100 }, () => connection.attempt(PROBE)),
      );
      assert.equal(all.filter(({ status }) => status === 'fulfilled').length, 20);
      await assert.rejects(connection.attempt(PROBE), ConnectionLost);
      await connection.close();
    });
  });

  it('tells why the broker closes a connection that is in use', async () => {
    const manners: Manners = {
      answers: (socket) => socket.write(closing(320, 'CONNECTION_FORCED - shutdown')),
    };
    await opening(manners, async (opened) => {
      await assert.rejects(connected(opened).attempt(PROBE), /CONNECTION_FORCED - shutdown/);
    });
  });

  it('trusts whom it is told to, by TLS', async () => {
    const certificate = await makeCertificate();
    const server = await amqpServer({}, certificate);
    const open = (host: string, ca: string | undefined): Promise<Opened> =>
      openConnection({
        ...{ endpoint: { host, port: server.port, tls: true }, vhost: Buffer.from('/') },
        ...{ user: 'u', password: 'p', ca, timeout: 5_000, signal: new AbortController().signal },
      });
    try {
      await connected(await open('localhost', certificate.ca)).close();
      assert.equal(failed(await open('localhost', undefined)), 'untrusted at connect');
      assert.equal(failed(await open('127.0.0.1', certificate.ca)), 'other-name at connect');
    } finally {
      await server.stop();
    }
    const plain = await amqpServer({ greets: (socket) => socket.end('AMQP\0\0\x09\x01') });
    const opened = await openConnection({
      ...{ endpoint: { host: '127.0.0.1', port: plain.port, tls: true }, vhost: Buffer.from('/') },
      ...{
        user: 'u',
        password: 'p',
        ca: undefined,
        timeout: 5_000,
        signal: new AbortController().signal,
      },
    });
    assert.equal(failed(opened), 'no-tls at connect');
    await plain.stop();
  });

  it('ends where a refusal is cut, and takes one that comes twice for one', async () => {
    const cut: Manners = {
      answers: (socket, channel) =>
        socket.write(method(channel, METHODS.channelClose, Buffer.of(1))),
    };
    await opening(cut, async (opened) => {
      await assert.rejects(connected(opened).attempt(PROBE), ConnectionLost);
    });
    const twice: Manners = {
      answers: (socket, channel) => {
        const refusal = channelClosing(channel, 403, 'ACCESS_REFUSED - no');
        socket.write(Buffer.concat([refusal, refusal]));
      },
    };
    await opening(twice, async (opened) => {
      const connection = connected(opened);
      const replies = await Promise.all(Array.from({ length: 9 }, () => connection.attempt(PROBE)));
      assert.ok(replies.every(({ kind }) => kind === 'closed'));
      await connection.close();
    });
  });
});
