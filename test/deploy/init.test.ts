import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Output } from '#warren/cli/io.js';
import { warren } from '../cli/warren.js';
import { whileInFolder } from '../source/temporary.js';
import {
  fakeAccount,
  freshAccount,
  ISSUER,
  type AccountState,
  type FakeAccount,
  type ToldBroker,
} from './fake-account.js';
import { ACCOUNT, REGION } from './fake-mq.js';
import { environment, type Ended } from './run.js';

/** A RabbitMQ broker that runs. */
function broker(name: string, more: ToldBroker = {}): ToldBroker {
  const id = `b-${name.toLowerCase()}`;
  return {
    BrokerId: id,
    BrokerName: name,
    BrokerArn: `arn:aws:mq:${REGION}:${ACCOUNT}:broker:${name}:${id}`,
    BrokerState: 'RUNNING',
    EngineType: 'RabbitMQ',
    EngineVersion: '4.2',
    Configurations: { Current: { Id: `c-${name.toLowerCase()}`, Revision: 1 } },
    ...more,
  };
}

/** An account, a folder, and `warren init --aws` in it. */
interface Scene {
  readonly account: FakeAccount;
  readonly init: (...args: readonly string[]) => Promise<Ended>;
  /** What was written. */
  readonly policy: () => string;
  readonly folder: string;
}

async function inAccount(
  change: (state: AccountState) => void,
  body: (scene: Scene) => Promise<void>,
  more: Readonly<Record<string, string>> = {},
): Promise<void> {
  const state = freshAccount();
  change(state);
  const account = await fakeAccount(state);
  try {
    await whileInFolder({}, async (folder) => {
      const env = { ...environment(account.url, account.url), AWS_REGION: REGION, ...more };
      const init = async (...args: readonly string[]): Promise<Ended> => {
        const { run } = await import('#warren/cli/run.js');
        const around = process.env;
        process.env = { ...env };
        let [stdout, stderr] = ['', ''];
        const into = (write: (text: string) => void): Output => ({ colour: false, write });
        try {
          const status = await run(['init', '--aws', ...args], {
            cwd: folder,
            out: into((text) => (stdout += text)),
            err: into((text) => (stderr += text)),
          });
          return { status, stdout, stderr };
        } finally {
          process.env = around;
        }
      };
      const policy = (): string => readFileSync(join(folder, 'policy.warren'), 'utf8');
      await body({ account, init, policy, folder });
    });
  } finally {
    await account.close();
  }
}

const nothing = (): void => undefined;

/** What is written has no problem, is laid out, and compiles. */
function assertWorks(folder: string): void {
  for (const args of [['check'], ['fmt', '--check'], ['test'], ['compile', '--out', 'out']]) {
    const { status, stdout, stderr } = warren(folder, args);
    assert.equal(status, 0, `${args.join(' ')}\n${stdout}${stderr}`);
    assert.doesNotMatch(`${stdout}${stderr}`, /warning/, args.join(' '));
  }
}

describe('warren init --aws', () => {
  it('puts account, region, issuer and the one broker into the policy', () =>
    inAccount(
      (state) => state.brokers.push(broker('orders-prod')),
      async ({ account, init, policy, folder }) => {
        const { status, stdout, stderr } = await init();
        assert.deepEqual([status, stderr], [0, '']);
        assert.equal(
          stdout,
          `policy.warren
warren.yaml

Account ${ACCOUNT}, whose tokens have the issuer ${ISSUER}
In ${REGION}: orders-prod

Next:
  put your names into policy.warren
  warren check
  warren compile --out out
`,
        );
        assert.ok(
          policy().startsWith(`# Who may do what on the orders broker.

broker orders-prod {
  engine        amazon-mq 4.2
  account       ${ACCOUNT}
  region        ${REGION}
  id            b-orders-prod
  configuration c-orders-prod
  issuer        ${ISSUER}
  token         ES384 max 15m
}

role checkout  = arn:aws:iam::\${account}:role/checkout
`),
          policy(),
        );
        assert.deepEqual(account.log, [
          'GetCallerIdentity',
          'GetOutboundWebIdentityFederationInfo',
          'ListBrokers',
          'DescribeBroker',
        ]);
        assertWorks(folder);
      },
    ));

  it('puts all brokers of the region into it, by name and over all pages, and says who is left out', () =>
    inAccount(
      (state) => {
        state.page = 2;
        state.brokers.push(
          broker('two', { EngineVersion: '3.13.7', EngineType: 'RABBITMQ' }),
          broker('one', { BrokerState: 'REBOOT_IN_PROGRESS', EngineVersion: '4.3' }),
          broker('old', { EngineVersion: '3.12' }),
          broker('queue'),
          broker('1st'),
          broker('gone', { BrokerState: 'DELETION_IN_PROGRESS' }),
          broker('jms', { EngineType: 'ACTIVEMQ' }),
          broker('bare', { Configurations: undefined }),
        );
      },
      async ({ init, policy, folder }) => {
        const { status, stdout, stderr } = await init();
        assert.deepEqual([status, stderr], [0, '']);
        assert.match(stdout, new RegExp(`^In ${REGION}: bare, one, two$`, 'm'));
        assert.deepEqual(
          [...stdout.matchAll(/^Left out: (\S+?),? .*$/gm)].map(([, name]) => name),
          ['1st', 'gone', 'old', 'queue'],
        );
        assert.match(
          stdout,
          /old runs RabbitMQ 3\.12, and roles sign in to 3\.13, 4\.2, 4\.3 alone/,
        );
        assert.match(
          stdout,
          /^bare runs with no configuration of the account: `aws mq create-configuration --name bare /m,
        );
        assert.doesNotMatch(stdout, /jms/);
        assert.match(policy(), /^broker bare, one, two \{\n {2}account +111122223333\n/m);
        assert.match(
          policy(),
          /^broker two \{\n {2}engine +amazon-mq 3\.13\n {2}id +b-two\n {2}configuration c-two\n\}/m,
        );
        assert.match(policy(), /^broker bare \{\n {2}engine amazon-mq 4\.2\n {2}id +b-bare\n\}/m);
        assertWorks(folder);
      },
    ));

  for (const wanted of ['two', 'b-two'])
    it(`takes the broker that is named: ${wanted}`, () =>
      inAccount(
        (state) => state.brokers.push(broker('one'), broker('two')),
        async ({ init, policy, folder }) => {
          assert.equal((await init('--broker', wanted)).status, 0);
          assert.match(policy(), /^broker two \{/m);
          assert.doesNotMatch(policy(), /one \{/);
          assertWorks(folder);
        },
      ));

  it('speaks of a broker to be made where there is none', () =>
    inAccount(nothing, async ({ init, policy, folder }) => {
      const { status, stdout } = await init();
      assert.equal(status, 0);
      assert.match(stdout, /^No RabbitMQ broker in eu-west-1 that a policy can be about$/m);
      assert.match(
        stdout,
        /^ {2}put the id of the broker, its configuration and your names, once it is made, into/m,
      );
      assert.match(policy(), /^broker orders \{\n {2}engine +amazon-mq 4\.3\n {2}account/m);
      assertWorks(folder);
    }));

  it('knows the other partitions', () =>
    inAccount(
      (state) => {
        state.partition = 'aws-cn';
        state.region = 'cn-north-1';
        state.brokers.push(broker('orders'));
      },
      async ({ init, policy, folder }) => {
        assert.equal((await init('--region', 'cn-north-1')).status, 0);
        assert.match(policy(), /^ {2}partition +aws-cn$/m);
        assert.match(policy(), /^role checkout {2}= arn:aws-cn:iam::\$\{account\}:role/m);
        assertWorks(folder);
      },
    ));

  it('makes a folder, and is quiet if it shall', () =>
    inAccount(nothing, async ({ init }) => {
      const { stdout } = await init('new', '--quiet');
      assert.equal(stdout, 'new/policy.warren\nnew/warren.yaml\n');
    }));
});

const denied = { status: 403, error: 'AccessDenied', message: 'User is not authorized.' };
const forbidden = { status: 403, error: 'ForbiddenException', message: 'No.' };

/** What is in the way, and what is told. */
const IN_THE_WAY: readonly (readonly [
  what: string,
  change: (state: AccountState) => void,
  told: RegExp,
  args?: readonly string[],
  env?: Readonly<Record<string, string>>,
])[] = [
  [
    'federation off',
    (state) => {
      state.issuer = undefined;
    },
    /^warren: outbound federation is off in the account 111122223333, .* with `aws iam enable-outbound-web-identity-federation`$/m,
  ],
  [
    'federation switched off again',
    (state) => {
      state.enabled = false;
    },
    /^warren: outbound federation is off/m,
  ],
  [
    'no right to ask for the issuer',
    (state) => {
      state.faults.set('GetOutboundWebIdentityFederationInfo', denied);
    },
    /^warren: iam:GetOutboundWebIdentityFederationInfo failed: these credentials may not ask for it: allow the action iam:\w+ on the resource \* \(AWS says: User is not authorized\)$/m,
  ],
  [
    'an issuer that is no URL',
    (state) => {
      state.issuer = 'nobody';
    },
    /^warren: iam:GetOutboundWebIdentityFederationInfo names an issuer that no policy can have: "nobody" is not a URL$/m,
  ],
  [
    'an issuer with an open line',
    (state) => {
      state.issuer = ISSUER.replace('https', 'http');
    },
    /names an issuer that no policy can have: The issuer starts with "http:"$/m,
  ],
  [
    'an account that is none',
    (state) => {
      state.account = '';
    },
    /^warren: sts:GetCallerIdentity answered no account$/m,
  ],
  [
    'no credentials',
    nothing,
    /^warren: sts:GetCallerIdentity failed: no credentials were found; sign in, or name a --profile that has some/m,
    [],
    { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' },
  ],
  [
    'expired credentials',
    (state) => {
      state.faults.set('GetCallerIdentity', { ...denied, error: 'ExpiredToken' });
    },
    /^warren: sts:GetCallerIdentity failed: the credentials have expired; sign in again/m,
  ],
  [
    'a wrong secret',
    nothing,
    /^warren: sts:GetCallerIdentity failed: AWS refuses the signature: a wrong secret key, or a wrong clock/m,
    [],
    { AWS_SECRET_ACCESS_KEY: 'wrong' },
  ],
  [
    'no network',
    nothing,
    /^warren: sts:GetCallerIdentity failed: nobody listens there \(the system says: connect ECONNREFUSED/m,
    [],
    { AWS_ENDPOINT_URL_STS: 'http://127.0.0.1:9' },
  ],
  [
    'no answer',
    (state) => {
      state.faults.set('GetCallerIdentity', { hang: true });
    },
    /^no answer to sts:GetCallerIdentity yet; waiting up to a second…\nwarren: sts:GetCallerIdentity got no answer within a second$/m,
    ['--timeout', '0.3'],
  ],
  [
    'no region',
    nothing,
    /^warren: no region: name a --region, or set AWS_REGION$/m,
    [],
    { AWS_REGION: '' },
  ],
  ['a slip in the profile', nothing, /^warren: there is no profile 'x' in/m, ['--profile', 'x']],
  [
    'no such broker',
    (state) => state.brokers.push(broker('orders')),
    /^warren: there is no RabbitMQ broker 'ordres' in eu-west-1; there are orders\. Did you mean `orders`\?$/m,
    ['--broker', 'ordres'],
  ],
  [
    'no broker at all, and one that is named',
    nothing,
    /^warren: there is no RabbitMQ broker 'orders' in eu-west-1$/m,
    ['--broker', 'orders'],
  ],
  [
    'a broker that no policy can be about',
    (state) => state.brokers.push(broker('old', { EngineVersion: '3.11.28' })),
    /^warren: no policy can be about it: old runs RabbitMQ 3\.11\.28, and roles sign in/m,
    ['--broker', 'old'],
  ],
  [
    'a list of brokers that has no end',
    (state) => {
      state.faults.set('ListBrokers', { body: '{"brokerSummaries": [], "nextToken": "again"}' });
    },
    /^warren: mq:ListBrokers answers the same page again and again$/m,
    ['--broker', 'orders'],
  ],
  [
    'no right to list brokers, and one that is named',
    (state) => {
      state.faults.set('ListBrokers', forbidden);
    },
    /^warren: mq:ListBrokers failed: these credentials are not allowed to; `observe` in a policy/m,
    ['--broker', 'orders'],
  ],
];

describe('warren init --aws, where something is in the way', () => {
  for (const [what, change, told, args = [], env = {}] of IN_THE_WAY)
    it(`says so and writes nothing: ${what}`, () =>
      inAccount(
        change,
        async ({ init, folder }) => {
          const { status, stdout, stderr } = await init(...args);
          assert.match(stderr, told);
          assert.doesNotMatch(stderr, /\n\s+at |AWS_SECRET|undefined/);
          assert.deepEqual([status, stdout, readdirSync(folder)], [2, '', []]);
        },
        env,
      ));

  it('begins with the account where only the brokers cannot be seen', () =>
    inAccount(
      (state) => {
        state.faults.set('ListBrokers', forbidden);
      },
      async ({ init, folder }) => {
        const { status, stdout } = await init();
        assert.match(
          stdout,
          /^No broker was looked at: mq:ListBrokers failed: these credentials /m,
        );
        assert.equal(status, 0);
        assertWorks(folder);
      },
    ));

  it('keeps the brokers that are told where one is not', () =>
    inAccount(
      (state) => {
        // Its path is not the one that the server knows.
        state.brokers.push(broker('orders-prod'), {
          ...broker('orders-prod'),
          BrokerId: 'b odd',
          BrokerName: 'odd',
        });
      },
      async ({ init, folder }) => {
        const { status, stdout } = await init();
        assert.match(stdout, /: orders-prod$/m);
        assert.match(stdout, /^Left out: odd, as mq:DescribeBroker of b odd failed: /m);
        assert.equal(status, 0);
        assertWorks(folder);
        assert.match((await init('--broker', 'odd')).stderr, /cannot be written|b odd failed/);
      },
    ));

  it('tells an answer that is none without what the SDK says to programmers', () =>
    inAccount(
      (state) => {
        state.brokers.push(broker('orders-prod'));
        state.faults.set('DescribeBroker', { body: '<garbage' });
      },
      async ({ init }) => {
        const { stdout } = await init();
        assert.match(stdout, /^No broker was looked at: mq:DescribeBroker of /m);
        assert.doesNotMatch(stdout, /hidden field|Deserialization/);
      },
    ));

  it('asks nobody where a file is in the way, or the command line is wrong', () =>
    inAccount(nothing, async ({ account, init, folder }) => {
      assert.equal((await init()).status, 0);
      account.log.length = 0;
      const again = await init();
      assert.match(again.stderr, /^warren: policy\.warren cannot be written: it already exists$/m);
      for (const args of [
        ['--region', ''],
        ['a', 'b'],
        ['n', '--timeout', 'x'],
        ['n', '--region', 'x'],
      ])
        assert.equal((await init(...args)).status, 2);
      assert.deepEqual(account.log, []);
      assert.deepEqual(readdirSync(folder).sort(), ['policy.warren', 'warren.yaml']);
      const without = warren(folder, ['init', 'n', '--region', 'eu-west-1']);
      assert.match(without.stderr, /^warren: --region goes with --aws$/m);
    }));
});
