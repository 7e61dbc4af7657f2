import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeCertificate } from '../../bed/certificate.js';
import { answering, json, PASSWORD, raw, speaking } from '../../management/server.js';
import { whileInFolder } from '../../source/temporary.js';
import { warren } from '../../cli/warren.js';
import { importing, serving, shop, withBroker, type World } from './fake-broker.js';

const env = { WARREN_PASSWORD: PASSWORD };

/** A broker of which some paths answer otherwise. */
function but(changes: (sample: number) => Readonly<Record<string, unknown>>): World {
  const world = shop('basic');
  return (sample) => ({
    ...(typeof world === 'function' ? world(sample) : world),
    ...changes(sample),
  });
}

describe('the use of import --broker-api', () => {
  const wrong: readonly (readonly [string, readonly string[], RegExp])[] = [
    [
      'beside a file',
      ['x.json', '--broker-api', 'http://localhost'],
      /files or --broker-api URL, not both/,
    ],
    [
      'by an address without a scheme',
      ['--broker-api', 'localhost:15672'],
      /--broker-api: 'localhost:15672' is no URL; write the scheme too/,
    ],
    [
      'by the port of clients',
      ['--broker-api', 'amqp://localhost'],
      /amqp:\/\/ is where clients connect/,
    ],
    ['by an unknown scheme', ['--broker-api', 'gopher://localhost'], /gopher:\/\/ is no scheme/],
    ['by an empty address', ['--broker-api', ''], /an empty text is no URL/],
    [
      'by a password on the command line',
      ['--broker-api', 'http://ops:never-shown@localhost'],
      /list of processes/,
    ],
    [
      "by AWS's console",
      ['--broker-api', 'https://eu-west-1.console.aws.amazon.com/amazon-mq/home'],
      /is the console of AWS/,
    ],
    ['without a user', ['--broker-api', 'http://localhost'], /wants to know who asks: --user NAME/],
    [
      'without a password',
      ['--broker-api', 'http://localhost', '--user', 'ops'],
      /the password of ops is not known/,
    ],
    [
      'with a password behind the name',
      ['--broker-api', 'http://localhost', '--user', 'ops:never-shown'],
      /takes a name, without a password/,
    ],
    [
      'with two ways to sign in',
      ['--broker-api', 'http://localhost', '--user', 'ops', '--token', 't'],
      /--token stands alone/,
    ],
    [
      'with certificates and no TLS',
      ['--broker-api', 'http://localhost', '--ca', 'ca.pem'],
      /http:\/\/ has none of/,
    ],
    [
      'for no time',
      ['--broker-api', 'http://localhost', '--for', '10'],
      /--for takes a time, such as 30s, 10m or 2h, not '10'/,
    ],
    [
      'too often',
      ['--broker-api', 'http://localhost', '--every', '0s'],
      /--every takes a time.*100 ms at least/,
    ],
    [
      'with no patience',
      ['--broker-api', 'http://localhost', '--timeout', '0'],
      /--timeout takes seconds/,
    ],
    [
      'for an unknown engine',
      ['--broker-api', 'http://localhost', '--engine', 'x'],
      /'x' is no engine/,
    ],
    ['without an address', ['--for', '10m', 'x.json'], /--for belongs to --broker-api URL/],
    ['of a file with a token', ['--token', 't', 'x.json'], /--token belongs to --broker-api URL/],
  ];
  for (const [title, args, told] of wrong)
    it(`is refused ${title}`, () => {
      const { status, stdout, stderr } = warren('/', ['import', ...args]);
      assert.equal(stdout, '');
      assert.match(stderr, told);
      assert.match(stderr, /\nSee warren import --help\.\n$/);
      assert.doesNotMatch(stderr, /never-shown/);
      assert.equal(status, 2);
    });

  it('is refused with files that hold nothing of the kind', async () => {
    const { cert } = await makeCertificate();
    const files = { empty: '', 'no.pem': 'x', 'broken.pem': cert.replace(/^M/m, '!'), json: '{}' };
    await whileInFolder(files, async (cwd) => {
      const ask = ['--broker-api', 'https://localhost', '--user', 'ops'];
      const cases: readonly (readonly [readonly string[], RegExp])[] = [
        [[...ask, '--ca', 'no.pem'], /no\.pem holds no certificate in PEM/],
        [[...ask, '--ca', 'broken.pem'], /broken\.pem holds a certificate that is broken/],
        [[...ask, '--ca', 'none.pem'], /none\.pem/],
        [[...ask, '--password-file', 'empty'], /^warren: empty is empty\n$/],
        [[...ask, '--password-file', 'none'], /none cannot be read: it does not exist/],
        [['--broker-api', 'https://localhost', '--token', 'json'], /json holds JSON, not a token/],
      ];
      for (const [args, told] of cases) {
        const { status, stdout, stderr } = await importing(args, { cwd });
        assert.match(stderr, told);
        assert.deepEqual([stdout, status], ['', 2]);
      }
    });
  });
});

describe('a broker that import --broker-api cannot learn from', () => {
  const fails = async (base: string, args: readonly string[] = []): Promise<string> => {
    const ended = await importing(['--broker-api', base, '--user', 'ops', ...args], { env });
    assert.deepEqual([ended.stdout, ended.status], ['', 2]);
    assert.doesNotMatch(ended.stderr, /never-shown|at .*\.js/);
    assert.match(ended.stderr, /^warren: [^\n]+\n$/);
    return ended.stderr;
  };

  it('is one where clients connect', async () => {
    const server = await speaking((socket) => {
      socket.end(Buffer.from('AMQP\0\0\x09\x01'));
    });
    assert.match(await fails(server.base), /speaks AMQP, .*usually on port 15672/);
    await server.stop();
  });

  it('is not there', async () => {
    const server = await answering(json({}));
    await server.stop();
    assert.match(await fails(server.base), /nobody listens there/);
  });

  it('has a certificate that nobody knows', async () => {
    const server = await answering(json({}), await makeCertificate());
    assert.match(await fails(server.base), /--ca FILE names the certificate/);
    await server.stop();
  });

  it('lets nobody in', async () => {
    const told = await withBroker(json({ error: 'x', reason: 'Not_Authorized' }, 401), ({ base }) =>
      fails(base),
    );
    assert.match(told, /\/api\/overview: the broker does not let in who asks \(401\)/);
  });

  const worlds: readonly (readonly [string, World, RegExp])[] = [
    [
      'has a definitions export of another shape',
      but(() => ({ definitions: { users: 7 } })),
      /\/api\/definitions: it is not a definitions export/,
    ],
    [
      'has channels of another shape',
      but(() => ({ channels: { items: [7] } })),
      /\/api\/channels: page 1, entry 1 is no object/,
    ],
    [
      'has nobody connected',
      but(() => ({ connections: [], channels: [], consumers: [] })),
      /no client was connected while it was looked at; --for 10m looks longer/,
    ],
    [
      'shows whoever asks no other connections',
      but(() => ({ whoami: { name: 'ops', tags: ['management'] } })),
      /who asks is shown its own connections alone; it takes the tag `administrator`, or `monitoring`/,
    ],
    [
      'is of an unknown release',
      but(() => ({ overview: { rabbitmq_version: '9.9.9' } })),
      /is RabbitMQ 9\.9\.9, which is none that is known; say by --engine/,
    ],
  ];
  for (const [title, world, text] of worlds)
    it(title, async () => {
      const told = await withBroker(serving(world), ({ base }) => fails(base).catch(String));
      assert.match(told, text);
    });

  it('has no user of the name that --map gives', async () => {
    const told = await withBroker(serving(shop('basic')), ({ base }) =>
      fails(base, ['--map', 'nobody=arn:aws:iam::111122223333:role/x']),
    );
    assert.match(told, /--map names 'nobody', and there is no such user/);
  });
});

describe('a broker that fails while import --broker-api looks', () => {
  const args = ['--for', '500ms', '--every', '100ms', '--user', 'ops'];

  it('gives what was seen before', async () => {
    const serve = serving(shop('basic'));
    let looks = 0;
    const ended = await withBroker(
      (response, request, asked) => {
        if (request.url?.startsWith('/api/channels?') === true) looks++;
        (looks > 2 ? raw('{"items": [') : serve)(response, request, asked);
      },
      ({ base }) => importing(['--broker-api', base, ...args], { env }),
    );
    assert.equal(ended.status, 0);
    assert.match(ended.stdout, /: 2 samples, one every 100 ms\.\n/);
    assert.match(ended.stderr, /\na sample failed: [^\n]*ends in the middle/);
    assert.match(ended.stderr, /\n2 of 6 samples were taken\n/);
  });

  it('ends at once where the token runs out, after the file was read again', async () => {
    const serve = serving(shop('basic'));
    const seen = new Set<string>();
    await whileInFolder({ token: 'one\n' }, async (cwd) => {
      const ended = await withBroker(
        (response, request, asked) => {
          seen.add(request.headers.authorization ?? '');
          writeFileSync(join(cwd, 'token'), 'two');
          const isLate = asked > 12;
          (isLate ? json({ reason: 'Not_Authorized' }, 401) : serve)(response, request, asked);
        },
        ({ base }) =>
          importing(['--broker-api', base, '--for', '2s', '--every', '100ms', '--token', 'token'], {
            cwd,
          }),
      );
      assert.deepEqual([...seen], ['Bearer one', 'Bearer two']);
      assert.equal(ended.status, 0);
      assert.match(
        ended.stderr,
        /\na sample failed: [^\n]*\(401\)[^\n]*\n[^\n]*samples were taken\n/,
      );
      assert.equal(ended.stderr.match(/a sample failed/g)?.length, 1);
    });
  });

  it('gives what was seen where somebody interrupts it', async () => {
    const ended = await withBroker(serving(shop('basic')), ({ base }) =>
      importing(['--broker-api', base, '--for', '1h', '--every', '1h', '--user', 'ops'], {
        env,
        interruptAfter: /sample 1 of 2/,
      }),
    );
    assert.equal(ended.status, 0);
    assert.match(ended.stdout, /: one sample\.\n/);
    assert.match(ended.stderr, /\n1 of 2 samples were taken\n/);
  });
});
