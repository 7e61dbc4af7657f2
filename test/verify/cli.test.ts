import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { environment } from '../deploy/run.js';
import { CREDENTIALS, REGION } from '../deploy/fake-mq.js';
import { signatureProblem } from '../deploy/signature.js';
import { verify, type Ended } from '../broker/verify/run.js';
import { shortString } from '#warren/verify/amqp/fields.js';
import { method } from '#warren/verify/amqp/frames.js';
import { answering, json, type Answering, type Behaviour } from '../management/server.js';
import {
  amqpServer,
  channelClosing,
  closing,
  type Listening,
  type Manners,
} from './amqp-server.js';
import { jwt } from './jwt.js';

const ARN = 'arn:aws:iam::111122223333:role/worker';
const ISSUER = 'https://issuer.example.com';
const POLICY = `broker orders { engine rabbitmq 4.3 account 111122223333 region ${REGION} issuer ${ISSUER} }
role worker = ${ARN}
vhost / {
  queue work
  queue audit
  allow worker { consume queue work }
  never worker { consume queue audit }
}
`;

// A day, as all tests together may take longer than a token of AWS lives.
const seconds = Math.floor(Date.now() / 1_000);
const TOKEN = jwt(
  { alg: 'ES384', kid: 'EC384_0' },
  { iss: ISSUER, sub: ARN, aud: 'orders', iat: seconds, exp: seconds + 86_400 },
);

/** A broker that permits what the policy says, and reading alone. */
const WELL: Manners = {
  answers: (socket, channel, [classId]) => {
    // Reading is permitted to all, which is more than the policy says.
    const reply = classId === 60 ? [406, 'PRECONDITION_FAILED'] : [403, 'ACCESS_REFUSED - no'];
    socket.write(channelClosing(channel, Number(reply[0]), String(reply[1])));
  },
};

/** A management API of a broker with the two queues, but for what is answered otherwise. */
function api(more: Readonly<Record<string, unknown>> = {}): Behaviour {
  const page = (items: readonly object[]): object => ({ items, page_count: 1 });
  const answers: Readonly<Record<string, unknown>> = {
    whoami: { name: 'somebody', tags: ['administrator'] },
    vhosts: [{ name: '/' }],
    exchanges: page([{ vhost: '/', name: '', type: 'direct' }]),
    queues: page(['work', 'audit'].map((name) => ({ vhost: '/', name, type: 'classic' }))),
    policies: [],
    users: page([]),
    permissions: [],
    nodes: [{ running: true, enabled_plugins: ['rabbitmq_auth_backend_oauth2'] }],
    ...more,
  };
  return (response, request, asked) => {
    const path = /\/api\/(\w+)/.exec(request.url ?? '')?.[1] ?? '';
    const answer = answers[path];
    if (answer instanceof Error) response.destroy();
    else
      json(answer ?? { error: 'not found' }, answer === undefined ? 404 : 200)(
        response,
        request,
        asked,
      );
  };
}

/** Runs `warren verify` with a token against servers, which are stopped afterwards. */
async function against(
  servers: { readonly manners?: Manners; readonly behaviour?: Behaviour },
  more: readonly string[] = [],
  policy = POLICY,
  token = TOKEN,
): Promise<Ended> {
  const amqp: Listening | undefined = servers.manners && (await amqpServer(servers.manners));
  const web: Answering | undefined = servers.behaviour && (await answering(servers.behaviour));
  try {
    return await verify({
      policy,
      files: { token },
      args: [
        ...['--broker', 'orders', '--token', 'token'],
        ...(amqp === undefined ? [] : ['--amqp', `amqp://127.0.0.1:${amqp.port}`]),
        ...(web === undefined ? [] : ['--api', web.base.replace(/\/api$/, '')]),
        ...more,
      ],
    });
  } finally {
    await amqp?.stop();
    await web?.stop();
  }
}

describe('warren verify', () => {
  const usages: readonly (readonly [readonly string[], RegExp])[] = [
    [[], /verify needs --broker B/],
    [['--broker', 'orders'], /verify needs --api URL .* or --amqp URL/],
    [
      ['--broker', 'order', '--amqp', 'amqp://h', '--token', 'token'],
      /there is no broker `order`\. Did you mean `orders`\?/,
    ],
    [['--broker', 'orders', '--amqp', 'h:1'], /--amqp: write the address with amqps:\/\//],
    [['--broker', 'orders', '--api', 'h:1', '--token', 'token'], /--api: /],
    [
      ['--broker', 'orders', '--api', 'https://h'],
      /the broker wants to know who asks: --user NAME/,
    ],
    [['--broker', 'orders', '--amqp', 'amqp://h', '--token', 'absent'], /absent cannot be read/],
    [['--broker', 'orders', '--amqp', 'amqp://h', '--token', 'policy.warren'], /policy\.warren /],
    [
      ['--broker', 'orders', '--amqp', 'amqp://h', '--token', 'token', '--format', 'xml'],
      /there is no format 'xml' here/,
    ],
    [['--broker', 'orders', '--amqp', ''], /--amqp is empty/],
  ];
  for (const [args, words] of usages)
    it(`says what is wrong with \`${args.join(' ')}\``, async () => {
      const { status, stdout, stderr } = await verify({
        policy: POLICY,
        files: { token: TOKEN },
        args,
      });
      assert.match(stderr, words);
      assert.deepEqual([status, stdout], [2, '']);
    });

  it('asks nothing where the policy has errors', async () => {
    const { status, stdout, stderr } = await verify({
      policy: POLICY.replace('consume queue work', 'consume queue wrok'),
      args: ['--broker', 'orders', '--amqp', 'amqp://127.0.0.1:1', '--token', 'token'],
    });
    assert.match(stderr, /undeclared-name/);
    assert.deepEqual([status, stdout], [1, '']);
    const asJson = await verify({
      policy: POLICY.replace('consume queue work', 'consume queue wrok'),
      args: ['--broker', 'orders', '--amqp', 'amqp://127.0.0.1:1', '--format', 'json'],
    });
    assert.match(asJson.stdout, /^\{\s*"diagnostics": \[\s*\{\s*"code": "undeclared-name"/);
    assert.deepEqual([asJson.status, asJson.stderr], [1, '']);
  });

  it('tells the topology of a broker by its API alone', async () => {
    const { status, stdout, stderr } = await against({ behaviour: api() });
    assert.equal(stdout, 'orders is as the policy says: 1 vhost, 0 exchanges and 2 queues\n');
    assert.deepEqual([status, stderr], [0, '']);
  });

  it('writes a line for each difference, and JSON for programs', async () => {
    const behaviour = api({ queues: { items: [{ vhost: '/', name: 'stray', type: 'classic' }] } });
    const { status, stdout } = await against({ behaviour });
    assert.equal(status, 3);
    assert.equal(
      stdout,
      [
        'policy.warren:4:9: the queue `work` in the vhost `/` is missing; have it declared on the broker, or take the line away',
        'policy.warren:5:9: the queue `audit` in the vhost `/` is missing; have it declared on the broker, or take the line away',
        'policy.warren:3:7: no line declares the queue `stray` in the vhost `/`; declare it, or delete it if nobody needs it',
        'orders differs from the policy: 3 differences in 1 vhost, 0 exchanges and 1 queue',
        '',
      ].join('\n'),
    );
    const asJson = await against({ behaviour }, ['--format', 'json']);
    const report: unknown = JSON.parse(asJson.stdout);
    assert.ok(typeof report === 'object' && report !== null && 'differences' in report);
    assert.ok(Array.isArray(report.differences));
    assert.deepEqual(report.differences[0], {
      ...{ kind: 'missing-queue', names: ['work'], vhost: '/' },
      what: 'the queue `work` in the vhost `/` is missing',
      remedy: 'have it declared on the broker, or take the line away',
      place: { file: 'policy.warren', line: 4, column: 9, text: 'work' },
    });
  });

  it('holds a broker against its own export, with what its own policies set', async () => {
    const queues = [
      { name: 'work', vhost: '/', type: 'classic', durable: true },
      { name: 'audit', vhost: '/', type: 'classic', durable: true },
    ];
    const definition = { 'dead-letter-exchange': 'dead' };
    const dlx = { name: 'dlx', vhost: '/', pattern: '^work$', definition, priority: 1 };
    const set = { policy: 'dlx', effective_policy_definition: definition };
    const args = { arguments: { 'x-dead-letter-exchange': 'dead' } };
    const ended = async (policies: readonly object[], work: object): Promise<Ended> => {
      const [first, second] = queues;
      const items = [{ ...first, ...work }, second];
      const web = await answering(api({ queues: { items, page_count: 1 }, policies }));
      try {
        return await verify({
          policy: POLICY.replace(/ {2}queue work\n {2}queue audit/, '  topology "defs.json"'),
          files: { token: TOKEN, 'defs.json': JSON.stringify({ queues, policies }) },
          args: [
            ...['--broker', 'orders', '--token', 'token'],
            ...['--api', web.base.replace(/\/api$/, '')],
          ],
        });
      } finally {
        await web.stop();
      }
    };
    const same = await ended([dlx], set);
    assert.deepEqual([same.status, same.stderr], [0, ''], same.stdout);
    assert.equal((await ended([], {})).status, 0);
    // A policy that the export does not have, and an argument that nobody wrote there, are drift.
    assert.match(
      (await ended([], set)).stdout,
      /`work` .* exchange `dead` by the policy `dlx`, and/,
    );
    assert.match(
      (await ended([dlx], args)).stdout,
      /`work` .* exchange `dead` by its argument, and/,
    );
  });

  it('tells of one broker what it has and what it permits', async () => {
    const { status, stdout } = await against({ manners: WELL, behaviour: api() });
    assert.match(
      stdout,
      /^policy\.warren:7:18: the broker permits worker `consume queue audit` in the vhost `\/`, which is proved to be refused; /,
    );
    assert.match(stdout, /2 queues; the sign-in of worker to 1 vhost; \d+ probes/);
    assert.equal(status, 3);
  });

  it('tells what was verified until the broker died, and never the token', async () => {
    let left = 3;
    const dying: Manners = {
      answers: (socket, channel) => {
        if (--left < 0) socket.end();
        else socket.write(channelClosing(channel, 403, 'ACCESS_REFUSED - no'));
      },
    };
    const probed = await against({ manners: dying, behaviour: api() });
    assert.match(
      probed.stdout,
      /orders: verified until it broke off: 1 vhost, 0 exchanges and 2 queues; 3 probes/,
    );
    assert.match(
      probed.stderr,
      /^warren: amqp:\/\/127\.0\.0\.1:\d+: the connection was closed without a word, while it was in use( \(E\w+\))?; /,
    );
    assert.equal(probed.status, 2);
    const cut = await against({ behaviour: api({ queues: new Error() }) });
    assert.match(cut.stdout, /verified until it broke off: nothing/);
    assert.match(cut.stderr, /\/api\/queues: the connection was closed without an answer/);
    assert.equal(cut.status, 2);
    for (const { stdout, stderr } of [probed, cut])
      assert.ok(!`${stdout}${stderr}`.includes(TOKEN));
  });

  it('gives up on what answers a probe as no RabbitMQ does', async () => {
    const manners: Manners = {
      answers: (socket, channel) => socket.write(channelClosing(channel, 541, 'INTERNAL_ERROR')),
    };
    const { status, stderr } = await against({ manners });
    assert.match(stderr, /the broker answers 541 to a probe: INTERNAL_ERROR/);
    assert.equal(status, 2);
  });

  it('says where the rights of whoever asks do not reach', async () => {
    const refused: Behaviour = (response, request, asked) => {
      const isAllowed = !/users|permissions|nodes/.test(request.url ?? '');
      if (isAllowed) api()(response, request, asked);
      else
        json({ error: 'not_authorised', reason: 'Not administrator user' }, 401)(
          response,
          request,
          asked,
        );
    };
    const { status, stdout } = await against({ behaviour: refused });
    assert.match(stdout, /as the policy says/);
    assert.equal(status, 0);
    const nobody: Behaviour = json({ error: 'not_authorised', reason: 'Not management user' }, 401);
    const none = await against({ behaviour: nobody });
    assert.match(none.stderr, /may not use the management API/);
    assert.equal(none.status, 2);
  });

  it('is not the same and not complete where nobody saw a vhost of the policy', async () => {
    const closed = api({ exchanges: { items: [] }, queues: { items: [] } });
    const blind = api({
      whoami: { name: 'somebody', tags: ['management'] },
      vhosts: [],
      exchanges: { items: [] },
      queues: { items: [] },
    });
    const rights: readonly (readonly [Behaviour, RegExp])[] = [
      [closed, /^warren: nobody looked into the vhost `\/`: .*`monitoring` shows the names alone/],
      [blind, /^warren: whether the broker has a vhost `\/` .*: the tag `monitoring` shows every/],
    ];
    for (const [behaviour, words] of rights) {
      const { status, stdout, stderr } = await against({ behaviour });
      assert.match(stderr, words);
      assert.match(stdout, /orders: verified in part: 0 vhosts/);
      assert.ok(!stdout.includes('as the policy says'), stdout);
      assert.equal(status, 2);
      const asJson = await against({ behaviour }, ['--format', 'json']);
      assert.match(asJson.stdout, /"same": false,\n {2}"complete": false,\n {2}"failure": "/);
      assert.equal(asJson.status, 2);
    }
    const stray = {
      vhosts: [{ name: '/' }, { name: 'x' }],
      exchanges: { items: [{ vhost: 'x', name: '', type: 'direct' }] },
      queues: { items: [{ vhost: 'x', name: 'stray', type: 'classic' }] },
    };
    const differs = await against({ behaviour: api(stray) });
    assert.match(differs.stdout, /orders: verified in part: .*; 1 difference in that/);
    assert.match(differs.stderr, /^warren: nobody looked into the vhost/);
    assert.equal(differs.status, 3);
  });

  it('says why the keys of the issuer could not be had', async () => {
    const manners: Manners = {
      login: (socket) => socket.write(closing(403, 'ACCESS_REFUSED - no')),
    };
    // Nobody listens on the port 1 of this machine, and the name needs no network.
    const issuer = 'https://localhost:1';
    const token = jwt(
      { alg: 'ES384', kid: 'EC384_0' },
      { iss: issuer, sub: ARN, aud: 'orders', iat: seconds, exp: seconds + 86_400 },
    );
    const says = POLICY.replace(ISSUER, issuer);
    const { status, stdout } = await against({ manners }, [], says, token);
    assert.match(
      stdout,
      /let the token in: the keys of the issuer could not be had .*`https:\/\/localhost:1\/\.well-known\/jwks\.json`: nobody listens there\. /,
    );
    assert.equal(status, 3);
  });

  it('does not call a role verified that enters no vhost, unless the tags were compared', async () => {
    const manners: Manners = {
      open: (socket) =>
        socket.write(closing(530, `NOT_ALLOWED - access to vhost '/' refused for user '${ARN}'`)),
    };
    const whoami = { name: 'somebody', tags: ['monitoring'] };
    const tagged = `${POLICY.replace(/allow worker.*\n.*/, '')}allow worker { tag monitoring }\n`;
    const alone = await against({ manners }, [], tagged);
    assert.match(
      alone.stderr,
      /^warren: the token is taken; the policy lets it into no vhost, so nothing was tried: --api/,
    );
    assert.match(alone.stdout, /verified in part: the sign-in of worker to 0 vhosts/);
    assert.ok(!alone.stdout.includes('as the policy says'));
    assert.equal(alone.status, 2);
    const both = await against({ manners, behaviour: api({ whoami }) }, [], tagged);
    assert.match(both.stdout, /orders is as the policy says: .*; 1 probe, 1 permitted/);
    assert.deepEqual([both.status, both.stderr], [0, '']);
    const some = POLICY.replace('vhost / {', 'vhost tenant-* {').replace(/never.*/, '');
    const wild = await against({ manners }, [], some);
    assert.match(wild.stderr, /names no vhost that it lets it into but by a wildcard, so nothing/);
    assert.equal(wild.status, 2);
  });

  it('tells one thing of a role that is granted nothing: that, or that it gets in all the same', async () => {
    const idle = POLICY.replace(
      /\n {2}allow worker.*\n.*/,
      '\n  allow other { consume queue work, audit }',
    ).replace('vhost /', 'role other = arn:aws:iam::111122223333:role/other\nvhost /');
    const manners: Manners = {
      open: (socket) =>
        socket.write(closing(530, `NOT_ALLOWED - access to vhost '/' refused for user '${ARN}'`)),
    };
    const outside = await against({ manners }, [], idle);
    assert.match(outside.stdout, /to which the policy grants nothing on orders/);
    assert.deepEqual([outside.status, outside.stderr], [3, '']);
    const inside = await against({ manners: {} }, [], idle);
    assert.match(inside.stdout, /lets worker into the vhost `\/`, and the policy does not/);
    assert.doesNotMatch(inside.stdout, /grant it something/);
    assert.equal(inside.status, 3);
  });

  /** What all channels are closed with. */
  const always = (code: number, words: string): Manners => ({
    answers: (socket, channel) => socket.write(channelClosing(channel, code, words)),
  });
  const several = POLICY.replace(
    /\{ consume queue work \}/,
    '{\n consume queue work\n purge queue work\n delete queue work\n declare queue work\n}',
  ).replace(
    /never worker.*/,
    'never worker {\n read queue audit\n configure queue audit\n write queue audit\n}',
  );

  it('tells in a line where all is refused, or permitted', async () => {
    const none = await against({ manners: always(403, 'ACCESS_REFUSED - no') }, [], several);
    assert.match(
      none.stdout,
      /^policy\.warren:\d+:\d+: the broker refuses worker all of the \d+ probes that are proved to be permitted, as `consume queue work` in the vhost `\/` \(ACCESS_REFUSED - no\); bring the compiled configuration of orders to the broker\norders differs from the policy: 1 difference in /,
    );
    const all = await against({ manners: always(406, 'PRECONDITION_FAILED') }, [], several);
    assert.match(
      all.stdout,
      /^policy\.warren:\d+:\d+: the broker permits worker all of the \d+ probes that are proved to be refused, as `[a-z]+ queue audit` in the vhost `\/`; bring the compiled configuration of orders to the broker\norders differs from the policy: 1 difference in /,
    );
    const listed = await against({ manners: always(403, 'x') }, ['--all'], several);
    assert.match(listed.stdout, /\n {2}`purge queue work` in the vhost `\/`\n/);
  });

  it('says where a token brings scopes of its own, and that what is permitted may be by them', async () => {
    const own = jwt(
      { alg: 'ES384', kid: 'EC384_0' },
      {
        ...{ iss: ISSUER, sub: ARN, aud: 'orders', iat: seconds, exp: seconds + 86_400 },
        scope: 'openid orders.read:*/*',
      },
    );
    const { stdout } = await against({ manners: WELL }, [], POLICY, own);
    assert.match(
      stdout,
      /which is proved to be refused; take a token without scopes of its own, and see whether the broker still does; this one brings `orders\.read:\*\/\*`\n/,
    );
    assert.match(
      stdout,
      /^The token brings scopes of its own \(`orders\.read:\*\/\*`\), which the broker/m,
    );
  });

  it('takes what it says of an internal exchange for the permission that comes before it', async () => {
    const words = "ACCESS_REFUSED - cannot publish to internal exchange 'feed' in vhost '/'";
    const manners: Manners = {
      answers: (socket, channel, [classId]) => {
        // What publishes asks for confirms first.
        const isPublished = classId === 85;
        socket.write(channelClosing(channel, 403, isPublished ? words : 'ACCESS_REFUSED - no'));
      },
    };
    const feeding = POLICY.replace('queue work', 'exchange feed fanout')
      .replace(/ {2}queue audit\n/, '')
      .replace(/allow worker.*/, 'allow worker { write exchange feed }')
      .replace(/never.*/, '');
    const { status, stdout } = await against({ manners }, [], feeding);
    assert.match(stdout, /orders is as the policy says/);
    assert.equal(status, 0);
  });

  for (const stage of ['login', 'open'] as const)
    it(`does not take a shutdown for a refusal, at ${stage}`, async () => {
      const manners: Manners = {
        [stage]: (socket: Socket) => socket.write(closing(320, 'CONNECTION_FORCED - shutdown')),
      };
      const { status, stdout, stderr } = await against({ manners });
      assert.match(stdout, /^orders: verified until it broke off: nothing; 0 differences/);
      assert.match(stderr, /the broker closed the connection: CONNECTION_FORCED - shutdown$/m);
      assert.equal(status, 2);
    });

  it('says that the broker is blocked where it takes no messages', async () => {
    const manners: Manners = {
      answers: (socket) => socket.write(method(0, [10, 60], shortString('low on memory'))),
    };
    const { status, stderr } = await against({ manners });
    assert.match(
      stderr,
      /: the broker takes no messages now, .*, while it was in use \(low on memory\); have it given/,
    );
    assert.equal(status, 2);
  });

  it('tells a refused sign-in in the words of its cause', async () => {
    const manners: Manners = {
      login: (socket) => socket.write(closing(403, 'ACCESS_REFUSED - no')),
    };
    const behaviour = api({ nodes: [{ running: true, enabled_plugins: ['rabbitmq_management'] }] });
    const { status, stdout } = await against({ manners, behaviour });
    assert.match(
      stdout,
      /the broker does not let the token in: the broker does not have the plugin rabbitmq_auth_backend_oauth2 enabled/,
    );
    assert.equal(status, 3);
  });
});

describe('a token from STS', () => {
  /** What a stand-in for STS answers, or the error that it gives. */
  const asking = async (
    answer: string,
    status = 200,
  ): Promise<Ended & { readonly body: string }> => {
    let body = '';
    const sts: Server = createServer((request, response) => {
      void text(request).then((read) => {
        body = read;
        const { method = '', url = '', headers } = request;
        const problem = signatureProblem(
          { method, url, headers, body },
          CREDENTIALS,
          REGION,
          'sts',
        );
        response.writeHead(problem === undefined ? status : 403, { 'content-type': 'text/xml' });
        response.end(answer);
      });
    });
    await new Promise<void>((resolve) => sts.listen(0, '127.0.0.1', resolve));
    const address = sts.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const amqp = await amqpServer(WELL);
    try {
      const ended = await verify({
        policy: POLICY,
        args: ['--broker', 'orders', '--amqp', `amqp://127.0.0.1:${amqp.port}`],
        env: { ...environment(''), AWS_ENDPOINT_URL_STS: `http://127.0.0.1:${port}` },
      });
      return { ...ended, body };
    } finally {
      await amqp.stop();
      sts.closeAllConnections();
      sts.close();
    }
  };

  it('is asked for as the policy has the broker’s tokens, and signs in', async () => {
    const xml = `<GetWebIdentityTokenResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetWebIdentityTokenResult><WebIdentityToken>${TOKEN}</WebIdentityToken><Expiration>2026-11-27T00:00:00Z</Expiration></GetWebIdentityTokenResult></GetWebIdentityTokenResponse>`;
    const { body, stdout, stderr } = await asking(xml);
    const asked = new URLSearchParams(body);
    assert.equal(asked.get('Action'), 'GetWebIdentityToken');
    assert.equal(asked.get('Audience.member.1'), 'orders');
    assert.equal(asked.get('SigningAlgorithm'), 'ES384');
    assert.equal(asked.get('DurationSeconds'), '900');
    assert.match(stdout, /the sign-in of worker to 1 vhost/, stderr);
    assert.ok(!`${stdout}${stderr}`.includes(TOKEN));
  });

  const errors: readonly (readonly [string, RegExp])[] = [
    ['AccessDenied', /attach what `warren compile` writes as iam\/ROLE\.json to the role/],
    ['OutboundWebIdentityFederationDisabledException', /outbound federation is off/],
    ['SomethingElse', /SomethingElse/],
  ];
  for (const [code, words] of errors)
    it(`is refused with ${code}`, async () => {
      const xml = `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>No.</Message></Error><RequestId>1</RequestId></ErrorResponse>`;
      const { status, stdout, stderr } = await asking(xml, 403);
      assert.match(stderr, /^warren: sts:GetWebIdentityToken failed: /);
      assert.match(stderr, words);
      assert.deepEqual([status, stdout], [2, '']);
    });
});
