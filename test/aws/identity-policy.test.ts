import assert from 'node:assert/strict';
import fc from 'fast-check';
import { missingSettings } from '#warren/aws/identity-policy.js';
import { MQ_ACTIONS, isMqAction } from '#warren/aws/mq-actions.js';
import { NAMED_RIGHTS, type ApiRight } from '#warren/aws/mq-rights.js';
import { SETTINGS, type PolicyBroker, type NeededSetting } from '#warren/aws/policy-broker.js';
import { oneOrMore, type PolicyDocument } from '#warren/aws/policy-document.js';
import { POLICY_LIMITS, policySize } from '#warren/aws/policy-size.js';
import { writePolicy } from '#warren/aws/policy-text.js';
import { BARE, BROKER_ARN, CONFIGURATION_ARN, identityPolicy, ORDERS, under } from './samples.js';

const RIGHTS: readonly ApiRight[] = [
  ...NAMED_RIGHTS,
  ...Object.keys(MQ_ACTIONS).filter(isMqAction),
];

const PASSED = 'arn:aws:iam::111122223333:role/mq/secrets';

/** Everything that a policy can hold, as IAM is to get it. */
const WHOLE: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Token',
      Effect: 'Allow',
      Action: 'sts:GetWebIdentityToken',
      Resource: '*',
      Condition: {
        'ForAllValues:StringEquals': { 'sts:IdentityTokenAudience': 'orders-prod' },
        Null: { 'sts:IdentityTokenAudience': 'false' },
        StringEquals: { 'sts:SigningAlgorithm': ['ES384', 'RS256'] },
        NumericLessThanEquals: { 'sts:DurationSeconds': '900' },
      },
    },
    {
      Sid: 'Broker',
      Effect: 'Allow',
      Action: ['mq:DescribeBroker', 'mq:ListTags', 'mq:RebootBroker'],
      Resource: BROKER_ARN,
    },
    { Sid: 'Configuration', Effect: 'Allow', Action: 'mq:ListTags', Resource: CONFIGURATION_ARN },
    {
      Sid: 'New',
      Effect: 'Allow',
      Action: 'mq:CreateTags',
      Resource: [
        'arn:aws:mq:eu-west-1:111122223333:broker:orders-prod:*',
        'arn:aws:mq:eu-west-1:111122223333:configuration:*',
      ],
    },
    {
      Sid: 'NewBroker',
      Effect: 'Allow',
      Action: 'mq:DescribeBroker',
      Resource: 'arn:aws:mq:eu-west-1:111122223333:broker:orders-prod:*',
    },
    {
      Sid: 'Everywhere',
      Effect: 'Allow',
      Action: [
        'ec2:CreateNetworkInterface',
        'ec2:DeleteNetworkInterface',
        'ec2:DescribeInternetGateways',
        'ec2:DescribeNetworkInterfaces',
        'ec2:DescribeRouteTables',
        'ec2:DescribeSecurityGroups',
        'ec2:DescribeSubnets',
        'ec2:DescribeVpcs',
        'ec2:DetachNetworkInterface',
        'mq:CreateBroker',
        'mq:CreateConfiguration',
      ],
      Resource: '*',
    },
    {
      Sid: 'Network',
      Effect: 'Allow',
      Action: [
        'ec2:CreateNetworkInterfacePermission',
        'ec2:DeleteNetworkInterfacePermission',
        'ec2:DescribeNetworkInterfacePermissions',
      ],
      Resource: '*',
      Condition: { StringEquals: { 'ec2:AuthorizedService': 'mq.amazonaws.com' } },
    },
    {
      Sid: 'ServiceRole',
      Effect: 'Allow',
      Action: 'iam:CreateServiceLinkedRole',
      Resource:
        'arn:aws:iam::111122223333:role/aws-service-role/mq.amazonaws.com/AWSServiceRoleForAmazonMQ',
      Condition: { StringEquals: { 'iam:AWSServiceName': 'mq.amazonaws.com' } },
    },
    {
      Sid: 'PassRole',
      Effect: 'Allow',
      Action: 'iam:PassRole',
      Resource: PASSED,
      Condition: { StringEquals: { 'iam:PassedToService': 'mq.amazonaws.com' } },
    },
  ],
};

/** What a broker without any of the settings lacks for a right. */
const MISSING: readonly [ApiRight, readonly NeededSetting[]][] = [
  ['deploy', ['account', 'region', 'id', 'configuration']],
  ['observe', ['account', 'region', 'id', 'configuration']],
  ['reboot', ['account', 'region', 'id']],
  ['create', ['account', 'region']],
  ['mq:ListBrokers', []],
  ['mq:DeleteBroker', ['account', 'region', 'id']],
  ['mq:DeleteConfiguration', ['account', 'region', 'configuration']],
  ['mq:ListTags', ['account', 'region', 'id', 'configuration']],
];

function written(broker: PolicyBroker, token: boolean, rights: readonly ApiRight[]): string {
  const document = identityPolicy({ broker, token, rights: under(rights) });
  assert.ok(document !== undefined);
  return writePolicy(document);
}

describe('identityPolicy', () => {
  it('writes every statement in its place', () => {
    const broker: PolicyBroker = { ...ORDERS, algorithms: ['RS256', 'ES384'], passRoleArn: PASSED };
    const rights: readonly ApiRight[] = ['mq:ListTags', 'create', 'reboot'];
    const document = identityPolicy({ broker, token: true, rights: under(rights) });
    assert.deepEqual(document, WHOLE);
    assert.equal(writePolicy(WHOLE), `${JSON.stringify(document, null, 2)}\n`);
  });

  it('is nothing for a role that has nothing', () => {
    assert.equal(identityPolicy({ broker: ORDERS, token: false, rights: [] }), undefined);
  });

  it('needs no setting for a token', () => {
    const document = identityPolicy({ broker: BARE, token: true, rights: [] });
    assert.deepEqual(
      document?.Statement.map(({ Sid }) => Sid),
      ['Token'],
    );
  });

  it('keeps wildcards and variables out of ARNs', () => {
    const broker: PolicyBroker = { ...ORDERS, id: 'b-*?${x}$', name: 'o*' };
    const document = identityPolicy({ broker, token: false, rights: under(['reboot']) });
    assert.equal(
      document?.Statement[0]?.Resource,
      'arn:aws:mq:eu-west-1:111122223333:broker:o${*}:b-${*}${?}${$}{x}$',
    );
  });

  it('is the same whatever the order and number of the rights', () => {
    const some = fc.array(fc.constantFrom(...RIGHTS), { minLength: 1 });
    fc.assert(
      fc.property(some, some, fc.boolean(), (rights, again, token) => {
        const repeated = [...rights, ...again.filter((right) => rights.includes(right))].reverse();
        assert.equal(written(ORDERS, token, repeated), written(ORDERS, token, rights));
      }),
    );
  });

  it('has one statement a Sid, of letters and digits, and fits a managed policy', () => {
    const names = { ...ORDERS, name: 'n'.repeat(50), passRoleArn: PASSED };
    fc.assert(
      fc.property(fc.subarray([...RIGHTS]), (rights) => {
        const text = written(names, true, rights);
        const sids = Array.from(text.matchAll(/"Sid": "([^"]*)"/g), ([, sid = '']) => sid);
        assert.equal(new Set(sids).size, sids.length);
        for (const sid of sids) assert.match(sid, /^[A-Za-z0-9]+$/);
        assert.ok(policySize(text) <= POLICY_LIMITS.managed);
      }),
    );
    assert.ok(policySize(written(names, true, RIGHTS)) <= POLICY_LIMITS.managed);
  });
});

describe('missingSettings', () => {
  for (const [right, missing] of MISSING)
    it(`knows what ${right} needs: ${missing.join(', ') || 'nothing'}`, () => {
      assert.deepEqual(missingSettings(right, BARE), missing);
      assert.deepEqual(missingSettings(right, ORDERS), []);
    });

  it('tells exactly when a policy cannot be written', () => {
    fc.assert(
      fc.property(fc.constantFrom(...RIGHTS), fc.subarray([...SETTINGS]), (right, absent) => {
        const given = Object.fromEntries(SETTINGS.map((name) => [name, ORDERS[name]]));
        const broker = {
          ...BARE,
          ...given,
          ...Object.fromEntries(absent.map((n) => [n, undefined])),
        };
        const missing = missingSettings(right, broker);
        for (const name of missing) assert.ok(absent.includes(name));
        const write = (): unknown =>
          identityPolicy({ broker, token: true, rights: under([right]) });
        if (missing.length > 0) assert.throws(write, TypeError);
        else assert.doesNotThrow(write);
      }),
    );
  });
});

describe('oneOrMore', () => {
  it('writes a list of one as its value', () => {
    assert.equal(oneOrMore(['a']), 'a');
    assert.equal(oneOrMore(['']), '');
    assert.deepEqual(oneOrMore(['a', 'b']), ['a', 'b']);
    assert.deepEqual(oneOrMore([]), []);
  });
});
