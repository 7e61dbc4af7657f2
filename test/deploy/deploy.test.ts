import assert from 'node:assert/strict';
import { BROKER, CONFIGURATION } from './fake-mq.js';
import { CONSUME, freshState, onStage, policy, PUBLISH, type Ended } from './run.js';

const last = ({ stderr }: Ended): string => stderr.trimEnd().split('\n').at(-1) ?? '';

describe('warren deploy', () => {
  it('brings a broker to its first configuration, step by step', () =>
    onStage(freshState(), async ({ mq, deploy }) => {
      const { status, stdout, stderr } = await deploy('--yes', '--reboot');
      assert.match(stdout, /^The broker has no configuration yet\.$/m);
      assert.match(stdout, /\+ GAINED consume queue orders\.work in vhost orders/);
      assert.match(stdout, /1 gained, 0 lost/);
      assert.match(stdout, /\+ auth_oauth2\.resource_server_id = orders-prod/);
      assert.deepEqual(stderr.split('\n').slice(-9), [
        'wrote revision 2',
        'telling the broker to use revision 2',
        'the broker has revision 2',
        'rebooting the broker',
        'waiting for the broker',
        'the broker is REBOOT_IN_PROGRESS',
        'the broker runs with revision 2',
        'Next, sign in as a role: warren verify policy.warren --broker orders-prod --amqp amqps://…:5671, with --api https://… for the topology.',
        '',
      ]);
      assert.equal(status, 0);
      assert.equal(mq.state.current, 2);
      assert.equal(mq.state.broker, 'RUNNING');
      assert.match(mq.state.revisions[1] ?? '', /orders-prod\.read:orders\/orders\.work/);
      assert.deepEqual(mq.log.slice(0, 9), [
        'DescribeBroker',
        'DescribeConfiguration',
        'DescribeConfigurationRevision',
        // Has anybody changed something since?
        'DescribeBroker',
        'DescribeConfiguration',
        'UpdateConfiguration',
        'DescribeConfigurationRevision',
        'DescribeBroker',
        'UpdateBroker',
      ]);
    }));

  it('does nothing where there is nothing to do', () =>
    onStage(freshState(), async ({ mq, deploy }) => {
      await deploy('--yes', '--reboot');
      mq.log.length = 0;
      for (const args of [['--yes', '--reboot'], ['--dry-run'], []]) {
        const { status, stdout } = await deploy(...args);
        assert.equal(
          stdout,
          'The same access.\nThe broker runs with exactly this configuration.\n',
        );
        assert.equal(status, 0);
      }
      const written = mq.log.filter((name) => !name.startsWith('Describe'));
      assert.deepEqual(written, []);
    }));

  it('leaves the reboot to somebody else where it is not asked for', () =>
    onStage(freshState(), async ({ mq, deploy }) => {
      const first = await deploy('--yes');
      assert.equal(first.status, 0);
      assert.equal(
        last(first),
        `The broker runs with no configuration until its next reboot, and with revision 2 of ${CONFIGURATION} from then on: --reboot does it now.`,
      );
      assert.deepEqual([mq.state.current, mq.state.pending], [undefined, 2]);
      assert.equal((await deploy('--dry-run')).status, 3);
      const { status, stdout } = await deploy('--yes', '--reboot');
      assert.match(stdout, /^Revision 2 is to be used from the next reboot on\.$/m);
      assert.equal(status, 0);
      assert.deepEqual([mq.state.current, mq.state.revisions.length], [2, 2]);
    }));

  it('shows the difference to what the broker runs with, and stops there in a dry run', () =>
    onStage(freshState(), async ({ mq, deploy, write }) => {
      await deploy('--yes', '--reboot');
      mq.log.length = 0;
      write(policy([PUBLISH], '  settings { heartbeat = 60 }\n'));
      const { status, stdout } = await deploy('--dry-run');
      assert.match(stdout, /\+ GAINED publish exchange orders\.events key order\.created/);
      assert.match(stdout, /- LOST .*orders\.work/);
      assert.match(stdout, /new: .*, policy\.warren:\d+:\d+/);
      assert.match(stdout, /old: .*, c-[0-9a-z-]+\/2:\d+:\d+/);
      assert.match(stdout, /^Settings:\n {2}\+ heartbeat = 60$/m);
      assert.equal(status, 3);
      assert.deepEqual(
        mq.log.filter((name) => !name.startsWith('Describe')),
        [],
      );
    }));

  it('refuses new access where it is told to, and lets less access through', () =>
    onStage(freshState(), async ({ mq, deploy, write }) => {
      write(policy([CONSUME, PUBLISH]));
      const first = await deploy('--yes', '--no-new-access');
      assert.equal(first.status, 1);
      assert.equal(
        last(first),
        'Refused: somebody would gain access. Nothing was changed; the broker runs with no configuration.',
      );
      assert.equal(mq.state.revisions.length, 1);
      await deploy('--yes', '--reboot');
      write(policy([CONSUME]));
      const less = await deploy('--yes', '--no-new-access', '--reboot');
      assert.equal(less.status, 0);
      assert.equal(mq.state.current, 3);
    }));

  it('does not take a configuration that cannot be compared for one without new access', () =>
    onStage(
      {
        ...freshState(),
        current: 1,
        revisions: ['auth_backends.1 = oauth2\nauth_oauth2.scope_prefix = $(ELSEWHERE)\n'],
      },
      async ({ deploy }) => {
        const { status, stdout } = await deploy('--yes', '--no-new-access');
        assert.match(stdout, /^What the broker gives now, or is to give, cannot be known/);
        assert.match(stdout, /c-[0-9a-z-]+\/1:2:\d+/);
        assert.equal(status, 1);
      },
    ));

  it('takes rights of another backend for unknown, and shows no secret', () =>
    onStage(
      {
        ...freshState(),
        current: 1,
        revisions: [
          `auth_backends.1.authn = oauth2
auth_backends.1.authz = internal
auth_oauth2.resource_server_id = b
default_pass = hunter2
default_user = $(default_pass)
`,
        ],
      },
      async ({ deploy }) => {
        const { status, stdout } = await deploy('--yes', '--no-new-access');
        assert.match(
          stdout,
          /cannot be known[^]*\/1:2:25: who comes in with a token has the rights/,
        );
        assert.match(stdout, /\n {2}- default_pass = \(a secret\)\n/);
        assert.match(stdout, /\n {2}- default_user = \(holds a secret\)\n/);
        assert.doesNotMatch(stdout, /hunter/);
        assert.equal(status, 1);
      },
    ));

  it('asks before it changes anything', () =>
    onStage(freshState(), async ({ mq, deploy }) => {
      const { status, stderr } = await deploy();
      assert.match(stderr, /where nobody can answer, give --yes/);
      assert.equal(status, 2);
      assert.equal(mq.state.revisions.length, 1);
    }));

  it('takes a pending revision of somebody else back', () =>
    onStage(freshState(), async ({ mq, deploy }) => {
      await deploy('--yes', '--reboot');
      mq.state.revisions.push('auth_backends.1 = internal\n');
      mq.state.pending = 3;
      assert.equal((await deploy('--yes')).status, 1);
      assert.equal(mq.state.pending, 3);
      const { status, stderr } = await deploy('--yes', '--yes-pending');
      assert.equal(
        last({ status, stdout: '', stderr }),
        `The broker goes on with revision 2 of ${CONFIGURATION}, also after its next reboot.`,
      );
      assert.equal(status, 0);
      assert.deepEqual([mq.state.current, mq.state.pending], [2, undefined]);
    }));

  it('keeps the sections of what the broker runs with, at every deployment', () =>
    onStage(
      {
        ...freshState(),
        current: 1,
        revisions: [
          '{{m7g.large.cluster}}\r\nconnection_max = 9\r\n\r\n{{m7g.xlarge.single}}\nvhost_max = 3',
        ],
      },
      async ({ mq, deploy, write }) => {
        const sections =
          '{{m7g.large.cluster}}\nconnection_max = 9\n{{m7g.xlarge.single}}\nvhost_max = 3\n';
        assert.equal((await deploy('--yes', '--reboot')).status, 0);
        assert.ok(mq.state.revisions[1]?.endsWith(sections), mq.state.revisions[1]);
        assert.equal((await deploy('--dry-run')).status, 0);
        write(policy([PUBLISH]));
        const { stdout } = await deploy('--yes', '--reboot');
        assert.match(stdout, /^1 gained, 1 lost$/m);
        assert.match(stdout, /^Kept, as no policy can say it:\n {2}\{\{m7g\.large\.cluster\}\}$/m);
        assert.ok(mq.state.revisions[2]?.endsWith(sections), mq.state.revisions[2]);
      },
    ));

  it('lists what Amazon MQ took out, and does not give the broker the rest', () =>
    onStage(
      {
        ...freshState(),
        sanitised: { line: 'heartbeat = 60', reason: 'DISALLOWED_ATTRIBUTE_REMOVED' },
      },
      async ({ mq, deploy, write }) => {
        write(policy([CONSUME], '  settings { heartbeat = 60 }\n'));
        const { status, stderr } = await deploy('--yes', '--reboot');
        assert.match(stderr, /Amazon MQ did not keep revision 2 as it was written/);
        assert.match(stderr, /^ {2}DISALLOWED_ATTRIBUTE_REMOVED heartbeat = 60$/m);
        assert.match(stderr, /Revision 2 was written; the broker was not told to use it, and runs/);
        assert.equal(status, 1);
        assert.deepEqual([mq.state.current, mq.state.pending], [undefined, undefined]);
      },
    ));

  it('notices what was changed without a word', () =>
    onStage(
      { ...freshState(), changes: (text) => text.replace('verify_peer', 'verify_none') },
      async ({ mq, deploy }) => {
        const { status, stderr } = await deploy('--yes', '--reboot');
        assert.match(stderr, /missing: auth_oauth2\.https\.peer_verification = verify_peer/);
        assert.equal(status, 1);
        assert.equal(mq.state.pending, undefined);
      },
    ));
});

describe('warren deploy and the wrong broker', () => {
  const cases = [
    [{ engine: 'ACTIVEMQ' }, 'orders-prod is no RabbitMQ broker: Amazon MQ says ACTIVEMQ'],
    [
      { version: '3.13.7' },
      'orders-prod runs RabbitMQ 3.13.7, and the policy says `engine amazon-mq 4.2`',
    ],
    [
      { account: '999988887777' },
      'the credentials are those of account 999988887777, and the policy says `account 111122223333` for orders-prod',
    ],
    [
      { broker: 'CREATION_IN_PROGRESS' },
      'orders-prod is CREATION_IN_PROGRESS and cannot be changed now: it is being made; deploy again when it runs',
    ],
  ] as const;
  for (const [difference, message] of cases)
    it(message, () =>
      onStage({ ...freshState(), ...difference }, async ({ mq, deploy }) => {
        const { status, stderr } = await deploy('--yes');
        assert.match(stderr, new RegExp(`^warren: ${message}$`, 'm'));
        assert.equal(status, 2);
        assert.equal(mq.state.revisions.length, 1);
      }),
    );

  it('does not exist', () =>
    onStage(freshState(), async ({ deploy, write }) => {
      write(policy([CONSUME]).replace(BROKER, 'b-0000'));
      const { status, stderr } = await deploy('--yes');
      assert.match(stderr, /mq:DescribeBroker failed: there is no such broker/);
      assert.match(last({ status, stdout: '', stderr }), /^Nothing was changed\.$/);
      assert.equal(status, 2);
    }));
});
