import assert from 'node:assert/strict';
import { keyOf, startBed } from './bed.js';
import type { Bed } from './bed.js';
import { NODE, programsOf } from './programs.js';
import type { Program } from './programs.js';
import { startToolchain } from './toolchain.js';
import type { Toolchain } from './toolchain.js';

type Environment = Readonly<Record<string, string>>;

/** How STS answers a caller of each name. */
const CALLERS = {
  good: {},
  denied: { otherwise: { status: 403, code: 'AccessDenied', message: 'not authorized' } },
  disabled: {
    otherwise: {
      ...{ status: 403, code: 'OutboundWebIdentityFederationDisabledException' },
      message: 'Outbound web identity federation is not enabled',
    },
  },
  ending: {
    otherwise: {
      ...{ status: 403, code: 'SessionDurationEscalationException' },
      message: 'Requested duration exceeds the session',
    },
  },
  another: { otherwise: { audience: 'another-broker' } },
} as const;

const NOT_SET = /^AMQP_URL \(amqps:.*\) and AUDIENCE have to be set$/;
const NO_ADDRESS = /^AMQP_URL \(amqps:.*\) is no address of a broker/;
const NO_REGION = /^no connection: .*no region: set AWS_REGION/;

/** A mistake, the caller's name, what is wrong in the environment, and what has to be said. */
const MISTAKES: readonly {
  readonly what: string;
  readonly caller: keyof typeof CALLERS;
  readonly change?: (env: Environment) => Environment;
  readonly says: RegExp;
}[] = [
  {
    what: 'the role may not get this token',
    caller: 'denied',
    says: /^no connection: STS gives no token: the role may not get this token: audience, /,
  },
  {
    what: 'federation is off',
    caller: 'disabled',
    says: /^no connection: STS gives no token: outbound federation is off in this account: aws iam /,
  },
  {
    what: 'the session ends before the token would',
    caller: 'ending',
    says: /^no connection: STS gives no token: the session of the role ends before /,
  },
  {
    what: 'there are no credentials',
    caller: 'good',
    change: (env) => without(env, 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'),
    says: /^no connection: STS gives no token: no credentials were found: this has to run as the role/,
  },
  {
    what: 'the secret key is another one',
    caller: 'good',
    change: (env) => ({ ...env, AWS_SECRET_ACCESS_KEY: 'another' }),
    says: /^no connection: STS gives no token: .*a wrong signature/,
  },
  {
    what: 'AWS does not know the access key',
    caller: 'good',
    change: (env) => ({ ...env, AWS_ACCESS_KEY_ID: keyOf('nobody') }),
    says: /^no connection: STS gives no token: .*The security token included in the request is invalid/,
  },
  {
    what: 'the token is for another broker',
    caller: 'another',
    says: /^no connection: .*(ACCESS_REFUSED|username or password not allowed)/,
  },
  {
    what: 'the role may not enter the vhost',
    caller: 'good',
    change: (env) => ({ ...env, AMQP_URL: String(env['AMQP_URL']).replace(/[^/]+$/, 'closed') }),
    says: /^no connection: .*(NOT_ALLOWED - access to vhost|no access to this vhost|may not enter the vhost)/,
  },
  {
    what: 'nobody listens',
    caller: 'good',
    change: (env) => ({ ...env, AMQP_URL: 'amqp://127.0.0.1:1/orders' }),
    says: /^no connection: .*(refused|ECONNREFUSED|Connect call failed)/i,
  },
  {
    what: 'the address is none',
    caller: 'good',
    change: (env) => ({ ...env, AMQP_URL: 'amqp://127.0.0.1:port/orders' }),
    says: NO_ADDRESS,
  },
  {
    what: 'the address is of another protocol',
    caller: 'good',
    change: (env) => ({ ...env, AMQP_URL: 'https://127.0.0.1:443/orders' }),
    says: NO_ADDRESS,
  },
  {
    what: 'a number is none',
    caller: 'good',
    change: (env) => ({ ...env, TOKEN_SECONDS: 'ten' }),
    says: /^TOKEN_SECONDS has to be a number from 1$/,
  },
  {
    what: 'a number is none that can be waited',
    caller: 'good',
    change: (env) => ({ ...env, INTERVAL_MS: '0' }),
    says: /^INTERVAL_MS has to be a number from 1$/,
  },
  {
    what: 'there is no such authority',
    caller: 'good',
    change: (env) => ({ ...env, AMQP_URL: 'amqps://localhost:1/orders', CA_FILE: '/no/such/file' }),
    says: /^CA_FILE: .*(ENOENT|[Nn]o such file)/,
  },
  {
    what: 'nothing is set',
    caller: 'good',
    change: (env) => without(env, 'AMQP_URL'),
    says: NOT_SET,
  },
  {
    what: 'the address is empty',
    caller: 'good',
    change: (env) => ({ ...env, AMQP_URL: '' }),
    says: NOT_SET,
  },
  {
    what: 'the audience is empty',
    caller: 'good',
    change: (env) => ({ ...env, AUDIENCE: '' }),
    says: NOT_SET,
  },
  {
    what: 'there is no region',
    caller: 'good',
    change: (env) => without(env, 'AWS_REGION'),
    says: NO_REGION,
  },
  {
    what: 'the region is empty',
    caller: 'good',
    change: (env) => ({ ...env, AWS_REGION: '' }),
    says: NO_REGION,
  },
];

describe('what clients say to mistakes', function () {
  this.timeout(600_000); // the toolchains may have to be fetched first
  let bed: Bed;
  let toolchain: Toolchain;
  let programs: readonly Program[];
  before(async () => {
    toolchain = await startToolchain();
    programs = [NODE, ...programsOf(toolchain)];
    bed = await startBed('forky', Object.keys(CALLERS), CALLERS);
    await bed.broker.addVhost('closed');
  });
  after(async () => {
    await bed.stop();
    await toolchain.remove();
  });

  for (const { what, caller, change = same, says } of MISTAKES)
    it(`${what}: one line, and the exit code 1`, async () => {
      const env = change(bed.environmentOf(caller));
      await Promise.all(
        programs.map(async ({ name, start }) => {
          const running = start(env);
          try {
            const status = await running.ended;
            const [line = '', ...more] = running.err;
            assert.ok(says.test(line), `${name}: ${running.err.join('\n')}`);
            assert.deepEqual([status, more, running.out], [1, [], []], `${name}: ${line}`);
          } finally {
            running.kill();
          }
        }),
      );
    });
});

function same(env: Environment): Environment {
  return env;
}

function without(env: Environment, ...names: readonly string[]): Environment {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !names.includes(name)));
}
