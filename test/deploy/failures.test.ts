import assert from 'node:assert/strict';
import { join } from 'node:path';
import { whileInFolder } from '../source/temporary.js';
import { CREDENTIALS, type Fault } from './fake-mq.js';
import { freshState, onStage } from './run.js';

/** A call that writes, what it does, and how things stand where it is broken off. */
const WRITES = [
  [
    'UpdateConfiguration',
    'A new revision may have been written; the broker was not told to use it, and runs with no configuration.',
  ],
  [
    'UpdateBroker',
    'The broker may have been told to use revision 2 from its next reboot on; now it runs with no configuration.',
  ],
  [
    'RebootBroker',
    'The broker has revision 2, and may be rebooting; before, it ran with no configuration.',
  ],
] as const;

const AGAIN = 'Running the same command again goes on from there.';

describe('warren deploy, broken off', () => {
  for (const [operation, state] of WRITES)
    for (const hang of ['before', 'after'] as const)
      for (const signal of ['SIGINT', 'SIGKILL'] as const)
        it(`by ${signal} ${hang} ${operation} was carried out, and run again`, () =>
          onStage(freshState(), async ({ mq, deploy, interrupted }) => {
            mq.faults.set(operation, [{ hang }]);
            const { status, stderr } = await interrupted(signal, '--yes', '--reboot');
            if (signal === 'SIGINT') {
              assert.equal(status, 2);
              const lines = [`warren: mq:${operation} was interrupted`, `${state} ${AGAIN}`, ''];
              assert.ok(stderr.endsWith(lines.join('\n')), stderr);
            } else assert.equal(status, null);
            assert.equal((await deploy('--yes', '--reboot')).status, 0);
            assert.deepEqual([mq.state.broker, mq.state.current], ['RUNNING', 2]);
            assert.equal(mq.state.revisions.length, 2, 'a revision was written twice');
            assert.equal((await deploy('--dry-run')).status, 0);
          }));

  it('while it looks, and changes nothing', () =>
    onStage(freshState(), async ({ mq, interrupted }) => {
      mq.faults.set('DescribeConfiguration', [{ hang: 'before' }]);
      const { status, stderr } = await interrupted('SIGTERM', '--yes');
      assert.ok(
        stderr.endsWith('mq:DescribeConfiguration was interrupted\nNothing was changed.\n'),
      );
      assert.equal(status, 2);
    }));

  it('while it reads back what it wrote, and run again', () =>
    onStage(freshState(), async ({ mq, deploy, interrupted }) => {
      mq.faults.set('DescribeConfigurationRevision', [{ well: true }, { hang: 'before' }]);
      const { status, stderr } = await interrupted('SIGINT', '--yes', '--reboot');
      assert.ok(
        stderr.endsWith(
          `Revision 2 was written; the broker was not told to use it, and runs with no configuration. ${AGAIN}\n`,
        ),
      );
      assert.equal(status, 2);
      assert.equal((await deploy('--yes', '--reboot')).status, 0);
      assert.deepEqual([mq.state.current, mq.state.revisions.length], [2, 2]);
    }));

  it('while it waits, and run again', () =>
    onStage({ ...freshState(), rebooting: 1_000 }, async ({ mq, deploy, interrupted }) => {
      const hangs: Fault[] = [];
      mq.faults.set('DescribeBroker', hangs);
      mq.faults.set('RebootBroker', []);
      const run = interrupted('SIGINT', '--yes', '--reboot');
      while (mq.state.broker !== 'REBOOT_IN_PROGRESS')
        await new Promise((resolve) => setTimeout(resolve, 5));
      hangs.push({ hang: 'before' });
      const { status, stderr } = await run;
      assert.equal(status, 2);
      assert.match(
        stderr,
        /The broker has revision 2 and was told to reboot; before, .*\. Running the same/,
      );
      mq.state.rebooting = 1;
      assert.equal((await deploy('--yes', '--reboot')).status, 0);
      assert.equal(mq.log.filter((name) => name === 'RebootBroker').length, 1);
      assert.equal(mq.state.current, 2);
    }));
});

describe('warren deploy and a server that does not answer', () => {
  const silences: readonly (readonly [string, string, Fault, string])[] = [
    ['DescribeBroker', 'never answers', { hang: 'before' }, 'Nothing was changed.'],
    ['DescribeBroker', 'goes on answering', { drip: true }, 'Nothing was changed.'],
    [
      'UpdateConfiguration',
      'never answers',
      { hang: 'after' },
      `A new revision may have been written; the broker was not told to use it, and runs with no configuration. ${AGAIN}`,
    ],
    [
      'UpdateBroker',
      'goes on answering',
      { drip: true },
      `The broker may have been told to use revision 2 from its next reboot on; now it runs with no configuration. ${AGAIN}`,
    ],
  ];
  for (const [operation, what, fault, state] of silences)
    it(`gives up ${operation} where it ${what}, and can be run again`, () =>
      onStage(freshState(), async ({ mq, deploy }) => {
        mq.faults.set(operation, [fault]);
        const { status, stderr } = await deploy('--yes', '--timeout', '0.7');
        const told = `warren: mq:${operation} got no answer within a second\n${state}\n`;
        assert.ok(stderr.endsWith(told), stderr);
        assert.equal(status, 2);
        assert.equal((await deploy('--yes', '--reboot')).status, 0);
        assert.deepEqual([mq.state.current, mq.state.revisions.length], [2, 2]);
      }));

  it('ends as a program too, whatever still drips', () =>
    onStage(freshState(), async ({ mq, spawned }) => {
      mq.faults.set('DescribeBroker', [{ drip: true }]);
      const start = performance.now();
      const { status } = await spawned('--yes', '--timeout', '0.5');
      assert.equal(status, 2);
      assert.ok(performance.now() - start < 30_000);
    }));

  it('ends a credential process that hangs', () =>
    whileInFolder({ config: '[profile slow]\ncredential_process = sleep 600\n' }, (folder) =>
      onStage(
        freshState(),
        async ({ spawned }) => {
          const { status, stderr } = await spawned('--yes', '--profile', 'slow', '--timeout', '1');
          assert.match(stderr, /mq:DescribeBroker got no answer within a second\n/);
          assert.equal(status, 2);
        },
        { AWS_CONFIG_FILE: join(folder, 'config') },
      ),
    ));

  it('takes no other time than one that makes sense', () =>
    onStage(freshState(), async ({ deploy }) => {
      for (const timeout of ['0', '-1', 'x', '1e9']) {
        const { status, stderr } = await deploy(`--timeout=${timeout}`);
        assert.match(stderr, /--timeout takes a number above 0 and up to 1440/);
        assert.equal(status, 2);
      }
    }));
});

describe('warren deploy, interrupted at the question', () => {
  it('takes it for a no', () =>
    onStage(freshState(), async ({ mq, asked }) => {
      const { status, stderr } = await asked(() => {
        process.emit('SIGTERM');
        return new Promise(() => undefined);
      });
      assert.match(stderr, /^Nothing was changed; the broker runs with no configuration\.$/m);
      assert.equal(status, 1);
      assert.equal(mq.state.revisions.length, 1);
    }));
});

describe('warren deploy and the credentials', () => {
  const noKeys = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' };

  it('takes those of a profile', () =>
    whileInFolder(
      {
        credentials: `[ops]\naws_access_key_id = ${CREDENTIALS.accessKeyId}\naws_secret_access_key = ${CREDENTIALS.secretAccessKey}\n`,
      },
      (folder) =>
        onStage(
          freshState(),
          async ({ deploy }) => {
            assert.equal((await deploy('--dry-run', '--profile', 'ops')).status, 3);
            const other = await deploy('--dry-run', '--profile', 'other');
            assert.match(other.stderr, /there is no profile 'other' in .*; there are ops$/m);
            assert.equal(other.status, 2);
          },
          { ...noKeys, AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials') },
        ),
    ));

  it('takes no other region than that of the policy', () =>
    onStage(freshState(), async ({ deploy }) => {
      const { status, stderr } = await deploy('--dry-run', '--region', 'us-east-1');
      assert.match(stderr, /the policy says `region eu-west-1` for orders-prod, not us-east-1/);
      assert.equal(status, 2);
    }));
});

describe('warren deploy and failures of AWS', () => {
  const busy: Fault = { status: 429, error: 'TooManyRequestsException', message: 'Rate exceeded' };
  const broken: Fault = { status: 500, error: 'InternalServerErrorException', message: 'Oh' };

  for (const fault of [busy, broken])
    for (const operation of ['DescribeBroker', 'UpdateConfiguration', 'RebootBroker'])
      it(`tries ${operation} again after ${fault.error}`, () =>
        onStage(freshState(), async ({ mq, deploy }) => {
          mq.faults.set(operation, [fault, fault]);
          assert.equal((await deploy('--yes', '--reboot')).status, 0);
          assert.equal(mq.state.current, 2);
        }));

  it('knows that what was refused did not happen', () =>
    onStage(freshState(), async ({ mq, deploy }) => {
      const refused: Fault = { status: 400, error: 'BadRequestException', message: 'No.' };
      mq.faults.set('UpdateConfiguration', [refused]);
      const first = await deploy('--yes', '--reboot');
      assert.match(
        first.stderr,
        /\nNothing was changed; the broker runs with no configuration\.\n$/,
      );
      mq.faults.set('UpdateBroker', [refused]);
      const second = await deploy('--yes', '--reboot');
      assert.match(second.stderr, /\nRevision 2 was written; the broker was not told to use it/);
      mq.faults.set('RebootBroker', [refused]);
      const third = await deploy('--yes', '--reboot');
      assert.match(third.stderr, /\nThe broker uses revision 2 from its next reboot on; now it/);
    }));

  it('gives up a call that goes on failing, and says how things stand', () =>
    onStage(freshState(), async ({ mq, deploy }) => {
      mq.faults.set(
        'UpdateBroker',
        Array.from({ length: 20 }, () => broken),
      );
      const { status, stderr } = await deploy('--yes', '--reboot');
      assert.match(stderr, /mq:UpdateBroker failed: Amazon MQ failed, and went on failing/);
      assert.equal(status, 2);
      assert.equal(mq.state.pending, undefined);
    }));

  const refusals = [
    ['UpdateConfiguration', 409, 'ConflictException', 'something else is being changed there'],
    ['UpdateBroker', 409, 'ConflictException', 'something else is being changed there'],
    ['UpdateBroker', 403, 'ForbiddenException', 'these credentials are not allowed to'],
    ['DescribeBroker', 403, 'ExpiredTokenException', 'the credentials have expired'],
    ['UpdateConfiguration', 400, 'BadRequestException', 'Amazon MQ refuses the request'],
  ] as const;
  for (const [operation, status, error, said] of refusals)
    it(`does not go on after ${error} of ${operation}`, () =>
      onStage(freshState(), async ({ mq, deploy }) => {
        mq.faults.set(operation, [{ status, error, message: 'No.' }]);
        const run = await deploy('--yes', '--reboot');
        assert.ok(run.stderr.includes(`mq:${operation} failed: ${said}`), run.stderr);
        assert.ok(run.stderr.includes('(AWS says: No)'), run.stderr);
        assert.equal(run.status, 2);
        assert.equal(mq.log.at(-1), operation);
      }));

  const strangers = [
    [
      'no credentials',
      { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' },
      'no credentials were found',
    ],
    ['a wrong secret', { AWS_SECRET_ACCESS_KEY: 'wrong' }, 'AWS refuses the signature'],
    ['nobody there', { AWS_ENDPOINT_URL_MQ: 'http://127.0.0.1:9' }, 'ECONNREFUSED'],
  ] as const;
  for (const [what, env, said] of strangers)
    it(`says so: ${what}`, () =>
      onStage(
        freshState(),
        async ({ deploy }) => {
          const { status, stderr } = await deploy('--yes');
          assert.ok(stderr.includes(said), stderr);
          assert.match(stderr, /Nothing was changed\.\n$/);
          assert.equal(status, 2);
        },
        env,
      ));
});
