import assert from 'node:assert/strict';
import type { ManagementSettings } from '#warren/management/client.js';
import { ManagementFailure, type FailureKind } from '#warren/management/failure.js';
import { readOverview } from '#warren/management/overview.js';
import { makeCertificate, type ServerCertificate } from '../bed/certificate.js';
import {
  answering,
  clientOf,
  json,
  PASSWORD,
  raw,
  speaking,
  USER,
  type Answering,
  type Behaviour,
} from './server.js';

const OVERVIEW = { rabbitmq_version: '4.2.1', rates_mode: 'basic' };

/** How asking a server for its overview fails. */
async function failure(
  server: Answering,
  settings: Partial<ManagementSettings> = {},
): Promise<{ readonly kind: FailureKind; readonly text: string }> {
  const client = clientOf(server, settings);
  try {
    await readOverview(client);
  } catch (thrown) {
    assert.ok(thrown instanceof ManagementFailure, String(thrown));
    const { kind, message } = thrown;
    assert.doesNotMatch(message, new RegExp(`${USER}|${PASSWORD}|\n`));
    assert.ok(message.startsWith(`${server.base}/overview: `), message);
    return { kind, text: message.slice(`${server.base}/overview: `.length) };
  } finally {
    client.close();
    await server.stop();
  }
  throw new Error('it did not fail');
}

async function failureOf(
  behave: Behaviour,
  settings: Partial<ManagementSettings> = {},
): Promise<{ readonly kind: FailureKind; readonly text: string }> {
  return failure(await answering(behave), settings);
}

/** RabbitMQ's own form of a refusal. */
function refusing(reason: string): Behaviour {
  return json({ error: 'not_authorized', reason }, 401);
}

const PAGE = '<!doctype html><html><body>Welcome to the proxy</body></html>';

describe('an answer of the management API that cannot be used', () => {
  const cases: readonly (readonly [string, Behaviour, FailureKind, RegExp])[] = [
    [
      'a refused password',
      refusing('Login failed'),
      'refused',
      /does not let in who asks \(401\); look at the user and the password/,
    ],
    [
      'a user without tags',
      refusing('Not management user'),
      'refused',
      /it takes the tag `management`/,
    ],
    [
      'a user with few tags',
      refusing('Not administrator user'),
      'refused',
      /takes the tag `administrator`/,
    ],
    [
      'guest from elsewhere',
      refusing('User can only log in via localhost'),
      'refused',
      /on the machine of the broker/,
    ],
    [
      'a vhost of others',
      refusing('User not authorised to access virtual host'),
      'refused',
      /may not enter this vhost \(401\); a permission there/,
    ],
    ['a login page', raw(PAGE, 401, 'text/html'), 'refused', /\(401\)/],
    [
      'a firewall',
      raw(PAGE, 403, 'text/html'),
      'refused',
      /forbidden to \(403\); look whether a proxy/,
    ],
    [
      'another server',
      raw(PAGE, 404, 'text/html'),
      'no-api',
      /no management API \(404\); .*port 15672/,
    ],
    [
      'an unknown name',
      json({ error: 'Object Not Found', reason: 'Not Found' }, 404),
      'absent',
      /nothing of that name/,
    ],
    ['a bad request', raw('', 400), 'no-api', /bad one \(400\); .*https/],
    ['an odd status', raw('', 418), 'no-api', /the answer is 418/],
    ['a page for people', raw(PAGE, 200, 'text/html'), 'no-api', /a page for people \(HTML\)/],
    ['a page that calls itself JSON', raw(PAGE), 'no-api', /a page for people \(HTML\)/],
    ['nothing', raw(''), 'broken', /the answer is empty/],
    [
      'half a JSON',
      raw(JSON.stringify(OVERVIEW).slice(0, 20)),
      'broken',
      /ends in the middle, after 20 characters/,
    ],
    ['no JSON', raw('{"a": never-shown}'), 'broken', /no JSON from character 7 on/],
    [
      'bytes that are no text',
      (response) => {
        response.end(Buffer.from([0x7b, 0xff, 0x7d]));
      },
      'broken',
      /no UTF-8/,
    ],
    ['a list', json([]), 'shape', /the answer is no object; it is not what/],
    ['a number', json(7), 'shape', /the answer is no object/],
    [
      'another object',
      json({ rates_mode: 'basic' }),
      'shape',
      /the answer has no `rabbitmq_version`/,
    ],
    [
      'another type',
      json({ rabbitmq_version: 4 }),
      'shape',
      /`rabbitmq_version` of the answer is not a text/,
    ],
    [
      'a compressed answer',
      (response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' }).end('x');
      },
      'no-api',
      /compressed/,
    ],
  ];

  for (const [title, behave, kind, text] of cases)
    it(`is ${title}`, async () => {
      const found = await failureOf(behave);
      assert.match(found.text, text);
      assert.equal(found.kind, kind);
    });

  it('is a redirect, which is not followed', async () => {
    const other = await answering(json(OVERVIEW));
    const found = await failureOf((response) => {
      response.writeHead(302, { location: `${other.base}/overview?secret=x` }).end();
    });
    assert.equal(found.kind, 'no-api');
    assert.ok(found.text.includes(`to ${other.base}/overview, which`), found.text);
    assert.doesNotMatch(found.text, /secret/);
    assert.deepEqual(other.asked, []);
    await other.stop();
  });

  it('ends in the middle, at every try', async () => {
    let tries = 0;
    const found = await failureOf((response) => {
      tries++;
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"rabbitmq_version":', () => response.destroy());
    });
    assert.match(found.text, /^the answer ends in the middle; try again$/);
    assert.equal(tries, 4);
  });

  it('is closed without a word, at every try', async () => {
    let tries = 0;
    const found = await failureOf((response) => {
      tries++;
      response.destroy();
    });
    assert.match(found.text, /^the connection was closed without an answer; look at the scheme/);
    assert.equal(tries, 4);
  });

  for (const status of [429, 500, 502, 503, 504])
    it(`is ${status}, at every try`, async () => {
      let tries = 0;
      const found = await failureOf((response, request, asked) => {
        tries = asked;
        raw('busy', status)(response, request, asked);
      });
      assert.equal(found.kind, 'busy');
      assert.ok(found.text.includes(`(${status}), at every try; try later`), found.text);
      assert.equal(tries, 4);
    });

  it('is tried again, as long as the server asks for, and no longer', async () => {
    const pauses: number[] = [];
    const after = ['2', '99999', 'Wed, 21 Oct 2026 07:28:00 GMT'];
    const server = await answering((response, request, asked) => {
      const wanted = after[asked - 1];
      if (wanted === undefined) json(OVERVIEW)(response, request, asked);
      else response.writeHead(503, { 'retry-after': wanted }).end();
    });
    const client = clientOf(server, {
      pause: (milliseconds) => {
        pauses.push(milliseconds);
        return Promise.resolve();
      },
    });
    assert.equal((await readOverview(client)).version, '4.2.1');
    assert.deepEqual(pauses, [2_000, 10_000, 2_000]);
    client.close();
    await server.stop();
  });

  it('never comes', async () => {
    const found = await failureOf(() => undefined, { timeout: 60 });
    assert.deepEqual(found, {
      kind: 'slow',
      text: 'the answer is not whole after a second; --timeout SECONDS waits longer',
    });
  });

  it('comes a byte now and then', async () => {
    const found = await failureOf(
      (response) => {
        const drip = setInterval(() => response.write(' '), 5);
        response.on('close', () => {
          clearInterval(drip);
        });
      },
      { timeout: 60 },
    );
    assert.equal(found.kind, 'slow');
  });

  it('is too large', async () => {
    const found = await failureOf(raw(JSON.stringify({ ...OVERVIEW, more: 'x'.repeat(2_000) })), {
      limit: 1_000,
    });
    assert.equal(found.kind, 'too-large');
  });

  it('has no end', async () => {
    const found = await failureOf(
      (response) => {
        const more = (): void => {
          while (!response.destroyed && response.write('x'.repeat(10_000)));
        };
        response.on('drain', more);
        more();
      },
      { limit: 1_000_000 },
    );
    assert.equal(found.kind, 'too-large');
  });

  it('is not waited for any more', async () => {
    const stop = new AbortController();
    const found = await failureOf(
      () => {
        stop.abort();
      },
      { signal: stop.signal },
    );
    assert.deepEqual(found, { kind: 'interrupted', text: 'interrupted' });
  });

  it('is not even asked for', async () => {
    const server = await answering(json(OVERVIEW));
    const found = await failure(server, { signal: AbortSignal.abort() });
    assert.equal(found.kind, 'interrupted');
  });
});

describe('an address without a management API', () => {
  it('is where clients connect', async () => {
    const server = await speaking((socket) => {
      socket.end(Buffer.from('AMQP\0\0\x09\x01'));
    });
    const found = await failure(server);
    assert.match(found.text, /speaks AMQP, and is where clients connect; .*15672/);
    assert.equal(found.kind, 'no-api');
  });

  it('speaks something else', async () => {
    const server = await speaking((socket) => {
      socket.end('220 mail.example.com ESMTP\r\n');
    });
    assert.match((await failure(server)).text, /speaks no HTTP/);
  });

  it('has nobody who listens', async () => {
    const server = await answering(json({}));
    await server.stop();
    const client = clientOf(server);
    await assert.rejects(readOverview(client), /nobody listens there; look at the port .*15672/);
  });

  it('is of a machine that there is not', async () => {
    const client = clientOf({ base: 'http://no-such-machine.invalid/api' });
    await assert.rejects(readOverview(client), /no machine of that name|cannot be looked up/);
  });
});

describe('a certificate of the management API', () => {
  let certificate: ServerCertificate;
  before(async () => {
    certificate = await makeCertificate();
  });

  it('is trusted by its authority', async () => {
    const server = await answering(json(OVERVIEW), certificate);
    const client = clientOf(server, { ca: certificate.ca });
    assert.equal((await readOverview(client)).version, '4.2.1');
    client.close();
    await server.stop();
  });

  it('is not trusted without it', async () => {
    const server = await answering(json(OVERVIEW), certificate);
    const found = await failure(server);
    assert.match(found.text, /signed by nobody whom this machine trusts; --ca FILE names/);
    assert.equal(found.kind, 'untrusted');
    assert.deepEqual(server.asked, []);
  });

  it('is not trusted by another', async () => {
    const other = await makeCertificate();
    const found = await failure(await answering(json(OVERVIEW), certificate), { ca: other.ca });
    assert.equal(found.kind, 'untrusted');
  });

  it('is for another name', async () => {
    const server = await answering(json(OVERVIEW), certificate);
    const base = server.base.replace('localhost', '127.0.0.1');
    const found = await failure({ ...server, base }, { ca: certificate.ca });
    assert.match(found.text, /not one for 127\.0\.0\.1; name the broker as its certificate does/);
  });

  it('is asked for where there is no TLS', async () => {
    const server = await answering(json(OVERVIEW));
    const base = server.base.replace('http:', 'https:');
    assert.match((await failure({ ...server, base })).text, /without TLS, write http:/);
  });

  it('is not looked at where the scheme is the wrong one', async () => {
    const server = await answering(json(OVERVIEW), certificate);
    const base = server.base.replace('https:', 'http:');
    const { text } = await failure({ ...server, base });
    assert.match(text, /https:\/\/|look at the scheme/);
  });
});
