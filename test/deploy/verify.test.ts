import assert from 'node:assert/strict';
import { join } from 'node:path';
import { makeCertificate } from '../bed/certificate.js';
import { whileInFolder } from '../source/temporary.js';
import { amqpServer, channelClosing, closing, type Manners } from '../verify/amqp-server.js';
import { jwt } from '../verify/jwt.js';
import { ISSUER, KEYS } from './fake-account.js';
import { ACCOUNT } from './fake-mq.js';
import { CONSUME, freshState, onStage, policy } from './run.js';

// A day, as all tests together may take longer than a token of AWS lives.
const seconds = Math.floor(Date.now() / 1_000);
const TOKEN = jwt(
  { alg: 'ES384', kid: 'EC384_0' },
  {
    ...{ iss: ISSUER, sub: `arn:aws:iam::${ACCOUNT}:role/shop`, aud: 'orders-prod' },
    ...{ iat: seconds, exp: seconds + 86_400 },
  },
  KEYS.ES384,
);

/** The class of AMQP's methods about messages, among them that which consumes. */
const BASIC = 60;
const CONSUMING = 20;

/** A broker that permits to consume, which is all that the policy gives. */
const AS_PROVED: Manners = {
  answers: (socket, channel, [classId, methodId]) => {
    const isPermitted = classId === BASIC && methodId === CONSUMING;
    socket.write(
      isPermitted
        ? channelClosing(channel, 406, 'PRECONDITION_FAILED - x-priority')
        : channelClosing(channel, 403, "ACCESS_REFUSED - access to queue 'orders.work'"),
    );
  },
};

/** A broker that permits everything. */
const OPEN: Manners = {
  answers: (socket, channel) => socket.write(channelClosing(channel, 406, 'PRECONDITION_FAILED')),
};

const ARGS = ['--yes', '--reboot', '--verify'];
const SAME = /^orders-prod is as the policy says: the sign-in of shop to 1 vhost; \d+ probes, /m;
const NEXT =
  /^Next, sign in as a role: warren verify policy\.warren --broker orders-prod --amqp amqps:/m;

/** Plays a broker, with the token in a file, for as long as a test takes. */
async function withBroker(
  manners: Manners,
  body: (url: string, token: string) => Promise<void>,
): Promise<void> {
  const server = await amqpServer(manners);
  try {
    await whileInFolder({ token: TOKEN }, (folder) =>
      body(`amqp://127.0.0.1:${server.port}`, join(folder, 'token')),
    );
  } finally {
    await server.stop();
  }
}

describe('warren deploy --verify', () => {
  it('signs in with a token of a file once the broker runs with it', () =>
    withBroker(AS_PROVED, (url, token) =>
      onStage(freshState(), async ({ mq, deploy }) => {
        const run = await deploy(...ARGS, '--amqp', url, '--token', token);
        assert.match(run.stdout, SAME, run.stderr);
        assert.match(run.stderr, /the broker runs with revision 2\n$/);
        assert.ok(!`${run.stdout}${run.stderr}`.includes(TOKEN));
        assert.deepEqual([run.status, mq.state.current], [0, 2]);
        // What is done is not done twice, and still verified.
        const again = await deploy(...ARGS, '--amqp', url, '--token', token);
        assert.match(again.stdout, SAME);
        assert.deepEqual([again.status, mq.state.revisions.length], [0, 2]);
      }),
    ));

  it('asks STS for a token, and signs in where Amazon MQ says', async () => {
    const certificate = await makeCertificate();
    const server = await amqpServer(AS_PROVED, certificate);
    const endpoint = `amqps://localhost:${server.port}`;
    const other = 'stomp+ssl://localhost:61614';
    try {
      await whileInFolder({ 'ca.pem': certificate.ca }, (folder) =>
        onStage(
          { ...freshState(), besides: { BrokerInstances: [{ Endpoints: [other, endpoint] }] } },
          async ({ account, deploy }) => {
            account.state.token = TOKEN;
            const run = await deploy(...ARGS, '--ca', join(folder, 'ca.pem'));
            assert.match(run.stdout, SAME, run.stderr);
            assert.equal(run.status, 0);
            assert.deepEqual(account.log, [
              'GetOutboundWebIdentityFederationInfo',
              'GetWebIdentityToken',
            ]);
            const untrusted = await deploy(...ARGS);
            assert.match(untrusted.stderr, /signed by nobody whom this machine trusts.*--ca FILE/);
            assert.equal(untrusted.status, 2);
            // One for the trusted sign-in to its vhost, and one that waiting would not help.
            assert.equal(server.connections(), 2);
          },
        ),
      );
    } finally {
      await server.stop();
    }
  });

  it('ends with 3 where the broker does otherwise than is proved', () =>
    withBroker(OPEN, (url, token) =>
      onStage(freshState(), async ({ deploy }) => {
        const run = await deploy(...ARGS, '--amqp', url, '--token', token);
        assert.match(
          run.stdout,
          /^policy\.warren:\d+:\d+: the broker permits shop `configure queue orders\.work` .*proved to be refused/m,
        );
        assert.equal(run.status, 3);
      }),
    ));

  const nobody: readonly (readonly [string, readonly string[], string | undefined, RegExp])[] = [
    [
      'STS refuses',
      ['--amqp', 'amqp://127.0.0.1:9'],
      undefined,
      /^Not verified: sts:GetWebIdentityToken failed: the caller may not get a token for this broker: .*\.$/m,
    ],
    ['Amazon MQ tells no address', [], TOKEN, /^Not verified: Amazon MQ tells no address to sign/m],
    [
      'what STS answers is no token',
      ['--amqp', 'amqp://127.0.0.1:9'],
      'nothing',
      /^Not verified: what STS answers /m,
    ],
    [
      'the file is not there',
      ['--amqp', 'amqp://127.0.0.1:9', '--token', 'absent'],
      undefined,
      /^Not verified: absent cannot be read/m,
    ],
  ];
  for (const [what, args, token, told] of nobody)
    it(`names the command where nobody can sign in: ${what}`, () =>
      onStage(freshState(), async ({ mq, account, deploy }) => {
        account.state.token = token;
        const { status, stderr } = await deploy(...ARGS, ...args);
        assert.match(stderr, told);
        assert.match(stderr, NEXT);
        assert.deepEqual([status, mq.state.current], [0, 2]);
      }));

  const shop = `arn:aws:iam::${ACCOUNT}:role/shop`;
  const others: readonly (readonly [string, string, RegExp])[] = [
    [
      'is no role of the policy',
      policy([CONSUME]).replaceAll('role/shop', 'role/other'),
      new RegExp(`^Not verified: whoever deploys, \`${shop}\`, is no role of the policy, so`, 'm'),
    ],
    [
      'is granted rights on the API of Amazon MQ alone',
      policy([CONSUME])
        .replaceAll('shop', 'worker')
        .replace('vhost', `role shop = ${shop}\nallow shop { deploy }\nvhost`),
      /^Not verified: whoever deploys is shop, to which the policy grants nothing in orders-prod /m,
    ],
  ];
  for (const [what, says, told] of others)
    it(`lets the deployment count where whoever deploys ${what}`, () =>
      withBroker(AS_PROVED, (url) =>
        onStage(freshState(), async ({ mq, account, write, deploy }) => {
          write(says);
          account.state.token = TOKEN;
          const { status, stdout, stderr } = await deploy(...ARGS, '--amqp', url);
          assert.match(stderr, told, stdout);
          assert.match(stderr, NEXT);
          assert.deepEqual([status, mq.state.current], [0, 2]);
        }),
      ));

  it('says that nothing was tried of a role with nothing but tags', () => {
    const words = `NOT_ALLOWED - access to vhost 'orders' refused for user '${shop}'`;
    const closed: Manners = { open: (socket) => socket.write(closing(530, words)) };
    return withBroker(closed, (url, token) =>
      onStage(freshState(), async ({ write, deploy }) => {
        write(
          `${policy([]).replace(/ {2}allow shop \{\n {2}\}\n/, '')}allow shop { tag monitoring }\n`,
        );
        const run = await deploy(...ARGS, '--amqp', url, '--token', token);
        assert.match(run.stdout, /^orders-prod: verified in part: /m, run.stderr);
        assert.ok(!run.stdout.includes('as the policy says'));
        assert.match(run.stderr, /^Not verified: the token is taken; the policy lets it into no/m);
        assert.match(run.stderr, NEXT);
        assert.equal(run.status, 0);
      }),
    );
  });

  it('says that it is deployed where the broker does not answer, after some tries', () =>
    withBroker(AS_PROVED, (_, token) =>
      onStage(freshState(), async ({ mq, deploy }) => {
        const args = ['--amqp', 'amqp://127.0.0.1:9', '--token', token];
        const { status, stdout, stderr } = await deploy(...ARGS, ...args);
        assert.match(stdout, /^orders-prod: verified until it broke off: nothing; /m);
        assert.match(
          stderr,
          /nobody listens there.*\nThe revision is deployed; what it does was not verified to the end\.\n$/,
        );
        assert.deepEqual([status, mq.state.current], [2, 2]);
      }),
    ));

  it('tries again where the broker does not listen yet', () => {
    let left = 2;
    const late: Manners = {
      ...AS_PROVED,
      open: (socket) => {
        left -= 1;
        if (left >= 0) socket.destroy();
        else socket.write(Buffer.from([1, 0, 0, 0, 0, 0, 5, 0, 10, 0, 41, 0, 0xce]));
      },
    };
    return withBroker(late, (url, token) =>
      onStage(freshState(), async ({ deploy }) => {
        const run = await deploy(...ARGS, '--amqp', url, '--token', token);
        assert.match(run.stdout, SAME, run.stderr);
        assert.deepEqual([run.status, left], [0, -1]);
      }),
    );
  });

  const ends: readonly (readonly [string, number, number, Manners])[] = [
    ['what speaks no AMQP', 1, 2, { greets: (socket) => socket.write('HTTP/1.1 400 Bad Request') }],
    ['a broker without passwords', 1, 2, { mechanisms: 'EXTERNAL' }],
    ['a refused login', 1, 3, { login: (socket) => socket.write(closing(403, 'ACCESS_REFUSED')) }],
    ['a login that is refused without a word', 1, 3, { login: (socket) => socket.destroy() }],
    ['a load balancer before nobody', 5, 2, { greets: (socket) => socket.destroy() }],
    [
      'a broker that goes down',
      5,
      2,
      { login: (socket) => socket.write(closing(320, 'CONNECTION_FORCED - shutdown')) },
    ],
  ];
  for (const [what, tries, status, manners] of ends)
    it(`tries ${tries === 1 ? 'once' : `${tries} times`}: ${what}`, async () => {
      const server = await amqpServer(manners);
      try {
        await whileInFolder({ token: TOKEN }, (folder) =>
          onStage(freshState(), async ({ deploy }) => {
            const url = `amqp://127.0.0.1:${server.port}`;
            const run = await deploy(...ARGS, '--amqp', url, '--token', join(folder, 'token'));
            assert.deepEqual([server.connections(), run.status], [tries, status], run.stderr);
          }),
        );
      } finally {
        await server.stop();
      }
    });

  it('tells the address in the command that it names otherwise', () => {
    const BrokerInstances = [{ Endpoints: ['amqps://b-1.mq.eu-west-1.on.aws:5671'] }];
    return onStage({ ...freshState(), besides: { BrokerInstances } }, async ({ deploy }) => {
      const { stderr } = await deploy('--yes', '--reboot');
      assert.match(stderr, / --amqp amqps:\/\/b-1\.mq\.eu-west-1\.on\.aws:5671, with --api /);
    });
  });

  const wrong: readonly (readonly [readonly string[], RegExp])[] = [
    [['--yes', '--verify'], /--verify goes with --reboot: before, the broker runs with something/],
    [['--dry-run', '--verify'], /--verify does not go with --dry-run/],
    [['--rollback', '--reboot', '--verify'], /--verify does not go with --rollback/],
    [['--yes', '--reboot', '--token', 'x'], /--token goes with --verify/],
    [[...ARGS, '--amqp', 'https://h'], /--amqp: https:\/\/ is the management API/],
    [[...ARGS, '--token', ''], /--token is empty/],
  ];
  for (const [args, told] of wrong)
    it(`says what is wrong with \`${args.join(' ')}\``, () =>
      onStage(freshState(), async ({ mq, deploy }) => {
        const { status, stderr } = await deploy(...args);
        assert.match(stderr, told);
        assert.deepEqual([status, mq.log], [2, []]);
      }));

  it('reads the certificates before anything is deployed', () =>
    withBroker(AS_PROVED, (url, token) =>
      onStage(freshState(), async ({ mq, deploy }) => {
        const args = ['--amqp', url, '--token', token, '--ca', 'policy.warren'];
        const { status, stderr } = await deploy(...ARGS, ...args);
        assert.match(stderr, /policy\.warren holds no certificate/);
        assert.deepEqual([status, mq.log], [2, []]);
      }),
    ));
});
