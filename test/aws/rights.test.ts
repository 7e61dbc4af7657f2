import assert from 'node:assert/strict';
import { MQ_ACTIONS, isMqAction, type MqAction } from '#warren/aws/mq-actions.js';
import { NETWORK_ACTIONS } from '#warren/aws/mq-dependents.js';
import { NAMED_RIGHTS, isRight, type NamedRight, type ApiRight } from '#warren/aws/mq-rights.js';
import type { PolicyBroker } from '#warren/aws/policy-broker.js';
import { evaluate, type Decision } from './evaluate.js';
import { BROKER_ARN, CONFIGURATION_ARN, ORDERS, policiesOf } from './samples.js';

const ACTIONS = Object.keys(MQ_ACTIONS).filter(isMqAction);

const PASSED = 'arn:aws:iam::111122223333:role/mq/secrets';

/** The same broker but for one field of its ARN, and likewise the configuration. */
const OTHERS: readonly string[] = [
  BROKER_ARN.replace(/l9$/, 'l8'),
  BROKER_ARN.replace('orders-prod', 'orders-test'),
  BROKER_ARN.replace('eu-west-1', 'eu-west-2'),
  BROKER_ARN.replace('111122223333', '444455556666'),
  BROKER_ARN.replace('arn:aws:', 'arn:aws-cn:'),
  CONFIGURATION_ARN.replace(/l9$/, 'l8'),
  CONFIGURATION_ARN.replace('eu-west-1', 'eu-west-2'),
  '*',
];

/** Every mq action that each named right allows on the broker, the configuration and on nothing smaller. */
const ALLOWED: Readonly<Record<NamedRight, readonly [string, readonly MqAction[]][]>> = {
  deploy: [
    [
      BROKER_ARN,
      [
        'mq:DescribeBroker',
        'mq:RebootBroker',
        'mq:UpdateBroker',
        'mq:UpdateBrokerAccessConfiguration',
      ],
    ],
    [
      CONFIGURATION_ARN,
      [
        'mq:DescribeConfiguration',
        'mq:DescribeConfigurationRevision',
        'mq:ListConfigurationRevisions',
        'mq:UpdateConfiguration',
      ],
    ],
    ['*', []],
  ],
  observe: [
    [
      BROKER_ARN,
      [
        'mq:DescribeBroker',
        'mq:DescribeSharedResources',
        'mq:ListBrokers',
        'mq:ListConfigurations',
        'mq:ListTags',
      ],
    ],
    [
      CONFIGURATION_ARN,
      [
        'mq:DescribeConfiguration',
        'mq:DescribeConfigurationRevision',
        'mq:ListBrokers',
        'mq:ListConfigurationRevisions',
        'mq:ListConfigurations',
        'mq:ListTags',
      ],
    ],
    ['*', ['mq:ListBrokers', 'mq:ListConfigurations']],
  ],
  reboot: [
    [BROKER_ARN, ['mq:DescribeBroker', 'mq:RebootBroker']],
    [CONFIGURATION_ARN, []],
    ['*', []],
  ],
  create: [
    [
      BROKER_ARN,
      ['mq:CreateBroker', 'mq:CreateConfiguration', 'mq:CreateTags', 'mq:DescribeBroker'],
    ],
    [CONFIGURATION_ARN, ['mq:CreateBroker', 'mq:CreateConfiguration', 'mq:CreateTags']],
    [
      BROKER_ARN.replace('orders-prod', 'orders-test'),
      ['mq:CreateBroker', 'mq:CreateConfiguration'],
    ],
    ['*', ['mq:CreateBroker', 'mq:CreateConfiguration']],
  ],
};

/** A broker made without a configuration runs with one of another id, which `deploy` has to read. */
function readsDefault(action: string, resource: string): boolean {
  const reads = ['mq:DescribeConfiguration', 'mq:DescribeConfigurationRevision'];
  return (
    reads.includes(action) &&
    resource.startsWith('arn:aws:mq:eu-west-1:111122223333:configuration:')
  );
}

function decide(
  rights: readonly ApiRight[],
  action: string,
  resource: string,
  context: Record<string, string> = {},
  broker: PolicyBroker = ORDERS,
): Decision {
  return evaluate(policiesOf(broker, false, rights), { action, resource, context });
}

describe('the Amazon MQ API rights', () => {
  for (const right of NAMED_RIGHTS)
    for (const [resource, allowed] of ALLOWED[right])
      it(`${right} allows ${allowed.length} of ${ACTIONS.length} actions on ${resource}`, () => {
        const found = ACTIONS.filter((action) => decide([right], action, resource) === 'allowed');
        assert.deepEqual(found, allowed);
      });

  for (const action of ACTIONS)
    it(`${action} allows itself, where it belongs and nowhere else`, () => {
      const kind = MQ_ACTIONS[action].resource;
      const expected: Record<typeof kind, readonly string[]> = {
        broker: [BROKER_ARN],
        configuration: [CONFIGURATION_ARN],
        either: [BROKER_ARN, CONFIGURATION_ARN],
        none: [BROKER_ARN, CONFIGURATION_ARN, ...OTHERS],
      };
      const everywhere = [BROKER_ARN, CONFIGURATION_ARN, ...OTHERS];
      const found = everywhere.filter((at) => decide([action], action, at) === 'allowed');
      assert.deepEqual(found, expected[kind]);
      const further = ACTIONS.filter(
        (other) =>
          other !== action && everywhere.some((at) => decide([action], other, at) === 'allowed'),
      );
      assert.deepEqual(further, []);
    });

  it('deploy, observe and reboot change or read no other broker', () => {
    for (const right of ['deploy', 'observe', 'reboot'] as const)
      for (const action of ACTIONS.filter((name) => MQ_ACTIONS[name].resource !== 'none'))
        for (const other of OTHERS)
          assert.equal(
            decide([right], action, other),
            right === 'deploy' && readsDefault(action, other) ? 'allowed' : 'not allowed',
            `${right} ${action} ${other}`,
          );
  });

  it('create opens network interfaces to Amazon MQ alone', () => {
    const action = 'ec2:CreateNetworkInterfacePermission';
    const eni = 'arn:aws:ec2:eu-west-1:111122223333:network-interface/eni-1';
    const permit = (service: Record<string, string>): Decision =>
      decide(['create'], action, eni, service);
    assert.equal(permit({ 'ec2:AuthorizedService': 'mq.amazonaws.com' }), 'allowed');
    assert.equal(permit({ 'ec2:AuthorizedService': 'lambda.amazonaws.com' }), 'not allowed');
    assert.equal(permit({}), 'not allowed');
    for (const other of NETWORK_ACTIONS) assert.equal(decide(['create'], other, eni), 'allowed');
    assert.equal(decide(['create'], 'ec2:RunInstances', eni), 'not allowed');
  });

  it('passes the one role that the configuration names, and only to Amazon MQ', () => {
    const broker: PolicyBroker = { ...ORDERS, passRoleArn: PASSED };
    const pass = (right: ApiRight, role: string, to: string, at = broker): Decision =>
      decide([right], 'iam:PassRole', role, { 'iam:PassedToService': to }, at);
    for (const right of ['deploy', 'create'] as const) {
      assert.equal(pass(right, PASSED, 'mq.amazonaws.com'), 'allowed');
      assert.equal(pass(right, PASSED, 'ec2.amazonaws.com'), 'not allowed');
      assert.equal(pass(right, `${PASSED}2`, 'mq.amazonaws.com'), 'not allowed');
      assert.equal(pass(right, PASSED, 'mq.amazonaws.com', ORDERS), 'not allowed');
    }
    for (const right of ['observe', 'reboot', 'mq:UpdateBroker'] as const)
      assert.equal(pass(right, PASSED, 'mq.amazonaws.com'), 'not allowed');
  });

  it('hold what their own calls need beside their actions', () => {
    const broker: PolicyBroker = { ...ORDERS, passRoleArn: PASSED };
    const rows: readonly [NamedRight, MqAction][] = [
      ['deploy', 'mq:UpdateBroker'],
      ['create', 'mq:CreateBroker'],
      ['create', 'mq:CreateConfiguration'],
    ];
    for (const [right, action] of rows) {
      const [text = ''] = policiesOf(broker, false, [right]);
      for (const { actions } of MQ_ACTIONS[action].needs)
        for (const dependent of actions) assert.ok(text.includes(`"${dependent}"`), dependent);
    }
  });

  it('are written as the contract writes them', () => {
    for (const text of [...NAMED_RIGHTS, ...ACTIONS]) assert.ok(isRight(text), text);
    for (const text of ['', 'Deploy', 'CreateBroker', 'mq:createbroker', 'mq:*', 'toString'])
      assert.ok(!isRight(text), text);
  });
});
