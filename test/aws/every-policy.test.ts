import assert from 'node:assert/strict';
import { MQ_ACTIONS, isMqAction } from '#warren/aws/mq-actions.js';
import { NAMED_RIGHTS } from '#warren/aws/mq-rights.js';
import { MANAGED, pack, SERVICE_CONTROL } from '#warren/aws/pack.js';
import { identityStatements } from '#warren/aws/identity-policy.js';
import { PARTITIONS } from '#warren/aws/partitions.js';
import type { PolicyBroker } from '#warren/aws/policy-broker.js';
import { documentOf } from '#warren/aws/policy-document.js';
import { policySize } from '#warren/aws/policy-size.js';
import { writeCompactPolicy, writePolicy } from '#warren/aws/policy-text.js';
import { BOUNDARY_BASE, guardStatements, guardStatementsOfRoles } from '#warren/aws/token-guard.js';
import { actionsOf, KNOWN_DIFFERENCES, problemsOf } from './reference.js';
import { ORDERS, under } from './samples.js';

const RIGHTS = [...NAMED_RIGHTS, ...Object.keys(MQ_ACTIONS).filter(isMqAction)];

/** Every kind of policy, in every partition. */
const POLICIES = PARTITIONS.flatMap(({ id }) => {
  const first: PolicyBroker = {
    ...ORDERS,
    partition: id,
    passRoleArn: `arn:${id}:iam::111122223333:role/mq/secrets`,
  };
  const second: PolicyBroker = { ...first, name: 'b', id: 'b-2', audience: 'b', maxSeconds: 60 };
  const brokers = [first, second];
  const arn = `arn:${id}:iam::111122223333:role/team/r`;
  const identity = (token: boolean, of: readonly PolicyBroker[]): readonly string[] =>
    pack(
      identityStatements(of.map((broker) => ({ broker, token, rights: under(RIGHTS) }))),
      MANAGED,
    ).map(writePolicy);
  return [
    ...identity(true, [first]),
    ...identity(true, brokers),
    writePolicy(documentOf([BOUNDARY_BASE, ...guardStatements(brokers)])),
    ...pack(guardStatementsOfRoles([{ arn, brokers }]), SERVICE_CONTROL).map(writeCompactPolicy),
  ];
});

describe('every policy', () => {
  it('has actions, resources and condition keys that the reference knows, or a known difference', async () => {
    assert.ok(POLICIES.length >= PARTITIONS.length * 4);
    const found = new Set<string>();
    for (const policy of POLICIES)
      for (const problem of await problemsOf(policy)) found.add(problem);
    assert.deepEqual([...found].sort(), [...KNOWN_DIFFERENCES.keys()].sort());
  });

  it('holds every action of Amazon MQ somewhere', () => {
    const held = new Set(POLICIES.flatMap(actionsOf));
    for (const action of Object.keys(MQ_ACTIONS)) assert.ok(held.has(action), action);
  });

  it('is within the limits, in characters that IAM takes', () => {
    for (const policy of POLICIES) {
      assert.ok(policySize(policy) <= MANAGED.most);
      assert.match(policy, /^[\t\n\r\u0020-\u00ff]*$/);
    }
  });

  it('would be found out with an action, key, resource or operator that there is not', async () => {
    const [policy = ''] = POLICIES;
    for (const [from, to, problem] of [
      ['mq:RebootBroker', 'mq:BootBroker', 'mq:BootBroker does not exist'],
      ['sts:DurationSeconds', 'sts:Seconds', 'sts:Seconds does not exist'],
      [':broker:', ':brocker:', 'mq:RebootBroker is not on'],
      ['NumericLessThanEquals', 'StringEquals2', 'unknown operator StringEquals2'],
      ['NumericLessThanEquals', 'ArnEquals', 'ArnEquals does not compare sts:DurationSeconds'],
    ] as const) {
      const found = await problemsOf(policy.replaceAll(from, to));
      assert.ok(
        found.some((text) => text.includes(problem)),
        `${problem}: ${found.join('; ')}`,
      );
    }
  });
});
