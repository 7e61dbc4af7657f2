import assert from 'node:assert/strict';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { CfnParameter } from 'aws-cdk-lib/core';
import { Role, ServicePrincipal, type IRole } from 'aws-cdk-lib/aws-iam';
import { checkPolicy } from '#warren/program/check.js';
import { loadPolicy } from '#warren/source/load.js';
import { inFolder } from '../source/temporary.js';
import { newStack, synthesise } from './app.js';

const ISSUER = 'https://3f1c2b7e-0d52-4c1a-9e57-1f2a3b4c5d6e.tokens.sts.global.api.aws';
const SSO = 'aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_OnCall_0123456789abcdef';

const BROKERS = `
broker orders { engine amazon-mq 4.2 region eu-west-1 id b-1 configuration c-1 }
broker trial  { engine rabbitmq 4.3.3 }
broker orders, trial { account 111122223333 issuer ${ISSUER} }
`;

const RULES = `
role checkout = arn:aws:iam::\${account}:role/checkout
role worker   = arn:aws:iam::\${account}:role/team/worker
role oncall   = arn:aws:iam::\${account}:role/${SSO}

vhost orders {
  queue work
  allow worker   { consume queue work }
  allow checkout { publish exchange amq.default }
}
allow oncall { tag monitoring }
`;

const POLICY = { 'policy.warren': BROKERS + RULES };
const TOKEN = Match.objectLike({ Sid: 'Token', Action: 'sts:GetWebIdentityToken' });

describe('WarrenPolicy', () => {
  it('makes the configuration of the broker, as `compile` writes it', () => {
    const { template } = synthesise(POLICY, { broker: 'orders' });
    const conf = inFolder(POLICY, (folder) => {
      const { artifacts } = checkPolicy(loadPolicy([folder], folder), { forOutput: true });
      const files = artifacts.find(({ name }) => name === 'orders')?.files ?? [];
      return files.find(({ path }) => path === 'rabbitmq.conf')?.text;
    });
    template.resourceCountIs('AWS::AmazonMQ::Configuration', 1);
    template.hasResourceProperties('AWS::AmazonMQ::Configuration', {
      Name: 'orders',
      EngineType: 'RABBITMQ',
      EngineVersion: '4.2',
      Data: { 'Fn::Base64': conf },
    });
  });

  it('makes a policy for every role, whatever the roles are called', () => {
    const names = ['my-role', 'myrole5e228088', 'Worker', 'worker'];
    const rules = names.map(
      (name, at) => `
role ${name} = arn:aws:iam::\${account}:role/r${at}
vhost v { queue q${at} allow ${name} { consume queue q${at} } }`,
    );
    const { construct, stack } = synthesise(
      { 'policy.warren': BROKERS + rules.join('') },
      { broker: 'orders' },
    );
    const made = construct.policies.map((one) => [
      String(one.managedPolicyName).toLowerCase(),
      stack.getLogicalId(one),
    ]);
    assert.equal(made.length, names.length);
    for (const part of [0, 1])
      assert.equal(new Set(made.map((one) => one[part])).size, names.length);
  });

  it('gives the latest revision to the broker that the policy names', () => {
    const { template, stack, construct } = synthesise(POLICY, { broker: 'orders' });
    assert.ok(construct.configuration);
    const id = stack.getLogicalId(construct.configuration);
    template.hasResourceProperties('AWS::AmazonMQ::ConfigurationAssociation', {
      Broker: 'b-1',
      Configuration: { Id: { Ref: id }, Revision: { 'Fn::GetAtt': [id, 'Revision'] } },
    });
  });

  it('takes the id of a broker that is made elsewhere, or none', () => {
    const stack = newStack();
    const brokerId = new CfnParameter(stack, 'Broker').valueAsString;
    const { template } = synthesise(POLICY, { broker: 'orders', brokerId }, stack);
    template.hasResourceProperties('AWS::AmazonMQ::ConfigurationAssociation', {
      Broker: { Ref: 'Broker' },
    });
    const unknown = { 'policy.warren': (BROKERS + RULES).replace('id b-1', '') };
    const without = synthesise(unknown, { broker: 'orders' });
    without.template.resourceCountIs('AWS::AmazonMQ::ConfigurationAssociation', 0);
    assert.equal(without.construct.association, undefined);
  });

  it('attaches a policy to each role by its name, but for roles of Identity Center', () => {
    const { template, construct } = synthesise(POLICY, { broker: 'orders' });
    assert.equal(construct.policies.length, 3);
    for (const [name, roles] of [
      ['orders.checkout', ['checkout']],
      ['orders.worker', ['worker']],
      ['orders.oncall', Match.absent()],
    ] as const)
      template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
        ManagedPolicyName: name,
        Roles: roles,
        PolicyDocument: { Version: '2012-10-17', Statement: Match.arrayWith([TOKEN]) },
      });
  });

  it('makes nothing but policies for a broker of one’s own', () => {
    const { template, construct } = synthesise(POLICY, { broker: 'trial' });
    assert.equal(construct.configuration, undefined);
    assert.deepEqual(Object.keys(template.toJSON()), ['Resources', 'Parameters', 'Rules']);
    template.resourceCountIs('AWS::AmazonMQ::Configuration', 0);
    template.resourceCountIs('AWS::IAM::ManagedPolicy', 3);
  });

  it('attaches to a role of the app, and waits for it', () => {
    const stack = newStack();
    const assumedBy = new ServicePrincipal('ecs-tasks.amazonaws.com');
    const props = { assumedBy, roleName: 'worker', path: '/team/' };
    const worker = new Role(stack, 'Worker', props);
    const { template } = synthesise(POLICY, { broker: 'orders', roles: { worker } }, stack);
    template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
      ManagedPolicyName: 'orders.worker',
      Roles: [{ Ref: Match.stringLikeRegexp('^Worker') }],
    });
  });

  it('tells warnings as annotations', () => {
    const { stack } = synthesise(POLICY, { broker: 'orders' });
    const found = Annotations.fromStack(stack).findWarning(
      '/Stack/Policy',
      Match.stringLikeRegexp('policy\\.warren:13: .*default exchange.*warren:default-exchange'),
    );
    assert.equal(found.length, 1);
  });

  it('fails with the report where the policy has an error', () => {
    const wrong = {
      'policy.warren': `${BROKERS}${RULES}\nvhost orders { allow nobody { connect } }`,
    };
    assert.throws(
      () => synthesise(wrong, { broker: 'orders' }),
      /^Error: The policy has errors\.\n\n[^]*\nerror\[unknown-name\]: .*\n.*--> .*policy\.warren:17:22\n/,
    );
  });

  const assumedBy = new ServicePrincipal('ecs-tasks.amazonaws.com');
  const REFUSED: readonly [string, Parameters<typeof synthesise>[1] & object, RegExp][] = [
    ['a broker that there is not', { broker: 'other' }, /no broker 'other'; it has orders, trial/],
    ['no broker where there are two', {}, /several brokers, so name one: orders, trial/],
    ['a role that there is not', { roles: roles('nobody', {}) }, /nothing to a role 'nobody'/],
    [
      'a role without a name',
      { roles: roles('worker', {}) },
      /'worker' has no roleName that is known/,
    ],
    [
      'a role without its path',
      { roles: roles('worker', { roleName: 'worker' }) },
      /has the path and name \/worker; the policy means arn:aws:iam::111122223333:role\/team\/worker/,
    ],
    [
      'an imported role that is another',
      {
        roles: {
          worker: Role.fromRoleArn(newStack(), 'I', 'arn:aws:iam::111122223333:role/worker'),
        },
      },
      /is arn:aws:iam::111122223333:role\/worker; the policy means/,
    ],
  ];

  function roles(name: string, more: { roleName?: string }): Record<string, IRole> {
    return { [name]: new Role(newStack(), 'R', { assumedBy, ...more }) };
  }

  for (const [title, props, message] of REFUSED)
    it(`refuses ${title}`, () => {
      const broker = title.includes('broker') ? {} : { broker: 'orders' };
      assert.throws(() => synthesise(POLICY, { ...broker, ...props }), message);
    });

  it('refuses a path where there is no policy', () => {
    assert.throws(() => synthesise({ 'readme.txt': '' }), /holds no \.warren file/);
  });

  it('gives the same template twice', () => {
    const [first, second] = [1, 2].map(() => synthesise(POLICY, { broker: 'orders' }).template);
    assert.deepEqual(first?.toJSON(), second?.toJSON());
  });
});
