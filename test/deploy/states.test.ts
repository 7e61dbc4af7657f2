import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { BrokerState } from '@aws-sdk/client-mq';
import { OTHER, type State } from './fake-mq.js';
import { freshState, onStage, type Ended, type Stage } from './run.js';

/** A situation that a deployment meets, and what is done there. */
interface Situation {
  readonly state?: Partial<State>;
  readonly act: (stage: Stage) => Promise<Ended>;
}

const LINKED = {
  ActionRequiredCode: 'RABBITMQ_INVALID_ARN',
  ActionRequiredInfo:
    'https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/troubleshooting-action-required-codes-rabbitmq-invalid-arn.html',
};
const running = (rest: Partial<State> = {}): Partial<State> => ({
  current: 1,
  revisions: ['heartbeat = 120\n'],
  descriptions: ['Written by Warren 0.1.0'],
  ...rest,
});
const waiting = {
  PendingEngineVersion: '4.2.9',
  HostInstanceType: 'mq.m7g.medium',
  PendingHostInstanceType: 'mq.m7g.large',
  SecurityGroups: ['sg-1'],
  PendingSecurityGroups: ['sg-2', 'sg-1'],
};

/** By the name of the golden file of what is printed. */
const SITUATIONS: Readonly<Record<string, Situation>> = {
  'mixed-case': {
    state: { engine: 'RabbitMQ', broker: 'Running', configurationEngine: 'RabbitMQ' },
    act: ({ deploy }) => deploy('--yes', '--reboot'),
  },
  'creation-in-progress': {
    state: { broker: 'CREATION_IN_PROGRESS' },
    act: ({ deploy }) => deploy('--yes'),
  },
  'creation-failed': { state: { broker: 'CREATION_FAILED' }, act: ({ deploy }) => deploy('--yes') },
  'deletion-in-progress': {
    state: { broker: 'DELETION_IN_PROGRESS' },
    act: ({ deploy }) => deploy('--yes'),
  },
  replica: { state: { broker: 'REPLICA' }, act: ({ deploy }) => deploy('--yes') },
  'unknown-state': {
    state: { broker: 'HIBERNATING' },
    act: ({ deploy }) => deploy('--yes'),
  },
  'critical-action-required': {
    state: {
      broker: 'CRITICAL_ACTION_REQUIRED',
      besides: {
        ActionsRequired: [LINKED, { ActionRequiredCode: 'RABBITMQ_MEMORY_ALARM' }],
      },
    },
    act: ({ deploy }) => deploy('--yes', '--reboot'),
  },
  'action-required-while-running': {
    state: { besides: { ActionsRequired: [{ ActionRequiredCode: 'RABBITMQ_MEMORY_ALARM' }] } },
    act: ({ deploy }) => deploy('--dry-run'),
  },
  'rebooting-already': {
    state: { broker: 'REBOOT_IN_PROGRESS', ...running() },
    act: ({ deploy }) => deploy('--yes', '--reboot'),
  },
  'rebooting-dry-run': {
    state: { broker: 'REBOOT_IN_PROGRESS', ...running() },
    act: ({ deploy }) => deploy('--dry-run'),
  },
  'rebooting-too-long': {
    state: { broker: 'REBOOT_IN_PROGRESS', rebooting: 1_000_000 },
    act: ({ deploy }) => deploy('--yes', '--wait', '0.002'),
  },
  'other-line-of-configuration': {
    state: { configurationVersion: '3.13' },
    act: ({ deploy }) => deploy('--yes'),
  },
  'configuration-for-activemq': {
    state: { configurationEngine: 'ActiveMQ' },
    act: ({ deploy }) => deploy('--yes'),
  },
  'other-line-coming': {
    state: { besides: { PendingEngineVersion: '4.3.1' } },
    act: ({ deploy }) => deploy('--yes', '--yes-pending'),
  },
  'policy-line-coming': {
    state: { version: '3.13.7', besides: { PendingEngineVersion: '4.2' } },
    act: ({ deploy }) => deploy('--yes'),
  },
  'full-configuration': {
    state: running({
      latest: 300,
      revisions: Array.from({ length: 300 }, () => 'heartbeat = 60\n'),
    }),
    act: ({ deploy }) => deploy('--yes'),
  },
  'pending-refused': {
    state: running({ besides: waiting }),
    act: ({ deploy }) => deploy('--yes', '--reboot'),
  },
  'pending-accepted': {
    state: running({ besides: waiting }),
    act: ({ deploy }) => deploy('--yes', '--yes-pending', '--reboot'),
  },
  'pending-without-reboot': {
    state: running({ besides: waiting }),
    act: ({ deploy }) => deploy('--yes'),
  },
  'pending-declined': {
    state: running({ besides: waiting }),
    act: ({ asked }) => asked((question) => !question.startsWith('Apply'), '--reboot'),
  },
  'pending-of-somebody-else': {
    state: running({ pending: 2, revisions: ['heartbeat = 120\n', 'heartbeat = 60\n'] }),
    act: ({ deploy }) => deploy('--yes'),
  },
  'pending-of-ours': {
    state: running({
      pending: 2,
      revisions: ['heartbeat = 120\n', 'heartbeat = 60\n'],
      descriptions: ['Written by Warren 0.1.0', 'Written by Warren 0.1.0'],
    }),
    act: ({ deploy }) => deploy('--yes'),
  },
  'authentication-comes-with-it': {
    act: async ({ mq, deploy }) => {
      await deploy('--yes');
      mq.state.besides = { PendingAuthenticationStrategy: 'CONFIG_MANAGED' };
      return deploy('--yes', '--reboot');
    },
  },
  'authentication-comes-besides': {
    state: running({ besides: { PendingAuthenticationStrategy: 'LDAP' } }),
    act: ({ deploy }) => deploy('--yes', '--reboot'),
  },
  'automatic-upgrades': {
    state: running({ besides: { AutoMinorVersionUpgrade: true } }),
    act: ({ deploy }) => deploy('--yes', '--reboot'),
  },
  'default-configuration': {
    state: { current: 1, currentIn: OTHER, others: ['# Default\n'] },
    act: ({ deploy }) => deploy('--yes', '--reboot'),
  },
  declined: {
    state: running(),
    act: ({ asked }) => asked(() => false, '--reboot'),
  },
  'changed-while-asked': {
    state: running(),
    act: ({ mq, asked }) =>
      asked(() => {
        mq.state.revisions.push('heartbeat = 61\n');
        mq.state.pending = 2;
        return true;
      }),
  },
  'rebooting-while-asked': {
    state: running(),
    act: ({ mq, asked }) =>
      asked(() => {
        mq.state.broker = 'REBOOT_IN_PROGRESS';
        return true;
      }),
  },
  'critical-after-the-reboot': {
    state: running(),
    act: async ({ mq, deploy }) => {
      mq.faults.set('RebootBroker', [
        {
          meanwhile: (state) => {
            state.besides = { ActionsRequired: [LINKED] };
            state.after = 'CRITICAL_ACTION_REQUIRED';
          },
        },
      ]);
      return deploy('--yes', '--reboot');
    },
  },
  'overtaken-while-written': {
    state: running(),
    act: async ({ mq, deploy }) => {
      mq.faults.set('UpdateConfiguration', [
        {
          meanwhile: (state) => {
            state.revisions.push('heartbeat = 61\n');
            state.pending = 2;
          },
        },
      ]);
      return deploy('--yes');
    },
  },
  'somebody-elses-reboot-meanwhile': {
    state: running(),
    act: async ({ mq, deploy }) => {
      mq.faults.set('RebootBroker', [
        {
          meanwhile: (state) => {
            state.broker = 'REBOOT_IN_PROGRESS';
          },
        },
      ]);
      return deploy('--yes', '--reboot');
    },
  },
  'foreign-lines': {
    state: {
      current: 1,
      revisions: [
        'heartbeat = 120\nauth_backends.1 = ldap\nauth_ldap.servers.1 = ldap.example.com\nauth_ldap.dn_lookup_bind.password = hunter2\n',
      ],
    },
    act: ({ deploy }) => deploy('--yes'),
  },
  'foreign-lines-dropped': {
    state: { current: 1, revisions: ['heartbeat = 120\nconsumer_timeout = 3600000\n'] },
    act: ({ deploy }) => deploy('--yes', '--yes-drop', '--reboot'),
  },
  'unread-lines': {
    state: { current: 1, revisions: ['heartbeat = 120\nthis is no line\nconsumer_timeout = 1\n'] },
    act: ({ deploy }) => deploy('--yes'),
  },
  'sections-kept': {
    state: running({
      revisions: ['heartbeat = 120\n{{m7g.large.cluster}}\nconnection_max = 100\n'],
    }),
    act: ({ deploy }) => deploy('--yes', '--reboot'),
  },
  'sections-not-kept': {
    state: {
      current: 1,
      revisions: ['heartbeat = 120\n{{m7g.large.cluster}}\nauth_backends.1 = internal\n'],
    },
    act: ({ deploy }) => deploy('--yes', '--reboot'),
  },
};

/** What a run printed and did, for people to read. */
function transcript({ status, stdout, stderr }: Ended, { mq }: Stage): string {
  const { broker, current, pending, revisions } = mq.state;
  const held = `[the broker is ${broker}, runs with ${current ?? 'none'}, waits for ${pending ?? 'none'}; ${revisions.length} revisions]`;
  return `${stdout}--\n${stderr}--\n[exit ${status ?? 'none'}]\n${held}\n`;
}

describe('warren deploy in every state', () => {
  for (const [name, { state, act }] of Object.entries(SITUATIONS))
    it(name, () =>
      onStage({ ...freshState(), ...structuredClone(state) }, async (stage) => {
        const found = transcript(await act(stage), stage);
        const file = new URL(`golden/${name}.txt`, import.meta.url);
        if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, found);
        assert.equal(found, readFileSync(file, 'utf8'));
      }),
    );

  it('has a word for each state of the model', async () => {
    const { STATES } = await import('#warren/deploy/states.js');
    assert.deepEqual([...STATES.keys()].sort(), Object.values(BrokerState).sort());
  });

  it('writes nothing where it ends before it is sure', () => {
    for (const [name, { state = {} }] of Object.entries(SITUATIONS)) {
      const text = readFileSync(new URL(`golden/${name}.txt`, import.meta.url), 'utf8');
      if (!/Nothing was changed/.test(text)) continue;
      const before = { ...freshState(), ...state }.revisions.length;
      const somebodyElse = name === 'changed-while-asked' ? 1 : 0;
      assert.ok(text.includes(`; ${before + somebodyElse} revisions]`), name);
      assert.match(text, /\[exit [12]\]/, name);
    }
  });
});
