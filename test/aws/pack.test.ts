import assert from 'node:assert/strict';
import { identityStatements } from '#warren/aws/identity-policy.js';
import { MANAGED, pack, SERVICE_CONTROL } from '#warren/aws/pack.js';
import type { PolicyBroker } from '#warren/aws/policy-broker.js';
import type { PolicyDocument, Statement } from '#warren/aws/policy-document.js';
import { policyName } from '#warren/aws/policy-name.js';
import { writePolicy } from '#warren/aws/policy-text.js';
import { guardStatements, guardStatementsOfRoles } from '#warren/aws/token-guard.js';
import { evaluate } from './evaluate.js';
import { ORDERS, under } from './samples.js';

/** So many brokers, all alike but for their names and ids. */
function brokers(count: number, length = 40): readonly PolicyBroker[] {
  return Array.from({ length: count }, (_, at) => {
    const audience = `${String(at).padStart(4, '0')}-`.padEnd(length, 'x');
    return { ...ORDERS, name: `b${at}`, id: `b-${at}`, audience };
  });
}

function identity(all: readonly PolicyBroker[], token = true): readonly PolicyDocument[] {
  const requests = all.map((broker) => ({
    broker,
    token,
    rights: under(['reboot', 'mq:ListBrokers']),
  }));
  return pack(identityStatements(requests), MANAGED);
}

function sids({ Statement }: PolicyDocument): readonly string[] {
  return Statement.map(({ Sid }) => Sid);
}

/** The number of brokers and the sizes of the policies for them. */
const COUNTS: readonly [number, number][] = [
  [1, 1],
  [40, 1],
  [54, 1],
  [80, 2],
  [200, 4],
];

describe('pack', () => {
  for (const [count, policies] of COUNTS)
    it(`makes ${policies} of the policy for ${count} brokers, within the limit`, () => {
      const documents = identity(brokers(count));
      assert.equal(documents.length, policies);
      for (const document of documents) {
        assert.ok(MANAGED.sizeOf(document) <= MANAGED.most);
        assert.equal(new Set(sids(document)).size, document.Statement.length);
        for (const sid of sids(document)) assert.match(sid, /^[A-Za-z0-9]+$/);
      }
    });

  it('fills a document to the last character', () => {
    const statement = (length: number): Statement => ({
      Sid: 'S',
      Effect: 'Allow',
      Action: 'x:Do',
      Resource: 'r'.repeat(length),
    });
    const alone = MANAGED.sizeOf({ Version: '2012-10-17', Statement: [statement(0)] });
    const most = MANAGED.most - alone;
    assert.deepEqual(pack([statement(most)], MANAGED).map(MANAGED.sizeOf), [MANAGED.most]);
    // One that cannot be divided is left as it is, for the caller to tell.
    assert.deepEqual(pack([statement(most + 1)], MANAGED).map(MANAGED.sizeOf), [MANAGED.most + 1]);
    const second = ',{"Sid":"S2","Effect":"Allow","Action":"x:Do","Resource":""}'.length;
    const both = [statement(most - second), statement(0)];
    assert.deepEqual(pack(both, MANAGED).map(sids), [['S', 'S2']]);
    assert.deepEqual(pack([statement(most - second + 1), statement(0)], MANAGED).map(sids), [
      ['S'],
      ['S'],
    ]);
  });

  it('allows on every broker what it did, whichever document says so', () => {
    const all = brokers(120);
    const policies = identity(all).map(writePolicy);
    for (const { audience, name, id = '' } of all) {
      const context = {
        'sts:IdentityTokenAudience': [audience],
        'sts:SigningAlgorithm': 'ES384',
        'sts:DurationSeconds': '900',
      };
      const token = { action: 'sts:GetWebIdentityToken', resource: '*', context };
      assert.equal(evaluate(policies, token), 'allowed', audience);
      const resource = `arn:aws:mq:eu-west-1:111122223333:broker:${name}:${id}`;
      assert.equal(evaluate(policies, { action: 'mq:RebootBroker', resource }), 'allowed');
      assert.equal(
        evaluate(policies, { action: 'mq:RebootBroker', resource: `${resource}x` }),
        'not allowed',
      );
    }
  });

  it('shares a statement among brokers with the same rights', () => {
    const [one, two, three] = brokers(3);
    assert.ok(one && two && three);
    const statements = identityStatements([
      { broker: one, token: true, rights: under(['reboot']) },
      { broker: two, token: true, rights: under(['mq:ListBrokers', 'reboot']) },
      {
        broker: { ...three, maxSeconds: 60 },
        token: true,
        rights: under(['mq:DescribeBroker', 'mq:ListConfigurations']),
      },
    ]);
    assert.deepEqual(
      statements.map(({ Sid, Action, Resource }) => [Sid, Action, [Resource].flat().length]),
      [
        ['Token', 'sts:GetWebIdentityToken', 1],
        ['Token', 'sts:GetWebIdentityToken', 1],
        ['Broker', 'mq:DescribeBroker', 1],
        ['Broker', ['mq:DescribeBroker', 'mq:RebootBroker'], 2],
        ['Everywhere', ['mq:ListBrokers', 'mq:ListConfigurations'], 1],
      ],
    );
  });

  it('divides a guard by its roles, and never its list of all audiences', () => {
    const roles = Array.from({ length: 120 }, (_, at) => ({
      arn: `arn:aws:iam::111122223333:role/${'p'.repeat(100)}/r${at}`,
      brokers: brokers(3),
    }));
    const documents = pack(guardStatementsOfRoles(roles), SERVICE_CONTROL);
    assert.ok(documents.length > 3);
    for (const document of documents)
      assert.ok(SERVICE_CONTROL.sizeOf(document) <= SERVICE_CONTROL.most);
    const [tooLong] = pack(guardStatements(brokers(900)), SERVICE_CONTROL);
    assert.ok(tooLong && SERVICE_CONTROL.sizeOf(tooLong) > SERVICE_CONTROL.most);
  });
});

describe('policyName', () => {
  const NAMES: readonly [string, string, number, string][] = [
    ['orders', 'checkout', 1, 'orders.checkout'],
    ['orders', 'checkout', 2, 'orders.checkout.2'],
    ['warren', 'a+=,.@-_9', 1, 'warren.a+=,.@-_9'],
    ['b', 'r'.repeat(126), 1, `b.${'r'.repeat(126)}`],
    ['b', 'r'.repeat(127), 1, `b.${'r'.repeat(109)}.6484eb03ab8e0854`],
  ];
  for (const [about, role, number, name] of NAMES)
    it(`is ${name.slice(0, 30)}`, () => {
      const found = policyName(about, role, number);
      assert.ok(found.length <= 128);
      assert.match(found, /^[\w+=,.@-]+$/);
      assert.equal(found, name);
    });
});
