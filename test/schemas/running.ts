import { verify } from '../broker/verify/run.js';
import { answering, json, type Behaviour } from '../management/server.js';
import { amqpServer, channelClosing, type Manners } from '../verify/amqp-server.js';
import { jwt } from '../verify/jwt.js';

const ARN = 'arn:aws:iam::111122223333:role/worker';
const ISSUER = 'https://issuer.example.com';
const POLICY = `broker orders { engine rabbitmq 4.3 account 111122223333 issuer ${ISSUER} }
role worker = ${ARN}
allow worker { tag monitoring }
vhost other {
  queue q
  allow worker { publish exchange x key k }
}
vhost gone { allow worker { consume queue q } }
vhost / {
  exchange clicks direct
  stream clicks-*
  allow worker { publish super-stream clicks consume queue amq.rabbitmq.reply-to }
  queue work
  queue audit
  exchange events topic
  allow worker {
    consume queue work
    publish exchange events key order.*
  }
  never worker { consume queue audit }
}
`;

/** An API of a broker that has some of what the policy declares, and something besides. */
const FOUND: Readonly<Record<string, unknown>> = {
  whoami: { name: 'somebody', tags: ['administrator'] },
  vhosts: [{ name: '/' }, { name: 'other' }],
  exchanges: page([
    { vhost: '/', name: '', type: 'direct' },
    { vhost: 'other', name: 'x', type: 'fanout' },
  ]),
  queues: page([
    { vhost: '/', name: 'work', type: 'classic' },
    { vhost: '/', name: 'stray', type: 'classic' },
    { vhost: 'other', name: 'q', type: 'classic' },
  ]),
  policies: [],
  users: page([]),
  permissions: [],
  nodes: [{ running: true, enabled_plugins: ['rabbitmq_auth_backend_oauth2'] }],
};

function page(items: readonly object[]): object {
  return { items, page_count: 1 };
}

const api: Behaviour = (response, request, asked) => {
  const answer = FOUND[/\/api\/(\w+)/.exec(request.url ?? '')?.[1] ?? ''];
  json(answer ?? { error: 'not found' }, answer === undefined ? 404 : 200)(
    response,
    request,
    asked,
  );
};

/** Permits reading to all, and nothing else. */
const permissive: Manners = {
  answers: (socket, channel, [classId]) => {
    socket.write(
      classId === 60
        ? channelClosing(channel, 406, 'PRECONDITION_FAILED')
        : channelClosing(channel, 403, 'ACCESS_REFUSED - no'),
    );
  },
};

/** What `warren verify --format json` writes of a broker that differs, of one that breaks off, and of a policy with errors. */
export async function verifiedTexts(): Promise<readonly string[]> {
  let left = 3;
  const dying: Manners = {
    answers: (socket, channel) => {
      if (--left < 0) socket.end();
      else socket.write(channelClosing(channel, 403, 'ACCESS_REFUSED - no'));
    },
  };
  const wrong = POLICY.replace('consume queue', 'consume queue un');
  const broken = ['--broker', 'orders', '--amqp', 'amqp://127.0.0.1:1', '--format', 'json'];
  const texts = [(await verify({ policy: wrong, args: broken })).stdout];
  for (const manners of [permissive, dying]) {
    const amqp = await amqpServer(manners);
    const web = await answering(api);
    try {
      const seconds = Math.floor(Date.now() / 1_000);
      const claims = { iss: ISSUER, sub: ARN, aud: 'orders', iat: seconds, exp: seconds + 900 };
      const { stdout } = await verify({
        policy: POLICY,
        files: { token: jwt({ alg: 'ES384', kid: 'EC384_0' }, claims) },
        args: [
          ...['--broker', 'orders', '--token', 'token', '--format', 'json'],
          ...['--amqp', `amqp://127.0.0.1:${amqp.port}`],
          ...['--api', web.base.replace(/\/api$/, '')],
        ],
      });
      texts.push(stdout);
    } finally {
      await amqp.stop();
      await web.stop();
    }
  }
  return texts;
}
