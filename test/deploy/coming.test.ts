import assert from 'node:assert/strict';
import { OPERATIONS, pendingMembers } from './model.js';

describe('what the next reboot changes', () => {
  const members = pendingMembers(OPERATIONS.find(({ name }) => name === 'DescribeBroker')?.output);

  it('is found in the model', () => {
    const top = members.filter((path) => path.length === 1).map(([name]) => name);
    for (const name of ['PendingEngineVersion', 'PendingHostInstanceType', 'PendingSecurityGroups'])
      assert.ok(top.includes(name), name);
    assert.ok(members.length >= 10, members.join(' '));
  });

  for (const path of members)
    it(`is told: ${path.join('.')}`, async () => {
      const { comingChanges } = await import('#warren/deploy/coming.js');
      const answer = path
        .toReversed()
        .reduce<unknown>(
          (value, name) => (name === '*' ? [value] : { [name]: value }),
          'something else',
        );
      assert.ok(typeof answer === 'object' && answer !== null);
      const told = comingChanges(answer);
      // Which configuration comes is what a deployment is about, and is told apart.
      assert.equal(told.length, path[0] === 'Configurations' ? 0 : 1);
      for (const { then } of told) assert.equal(then, 'something else');
    });

  const nothing: readonly object[] = [
    { PendingSecurityGroups: [], SecurityGroups: ['sg-1'] },
    { PendingSecurityGroups: ['sg-2', 'sg-1'], SecurityGroups: ['sg-1', 'sg-2'] },
    { PendingEngineVersion: '', EngineVersion: '4.2' },
    { PendingEngineVersion: '4.2', EngineVersion: '4.2' },
    { PendingAuthenticationStrategy: 'simple' },
    { PendingDataReplicationMode: 'NONE' },
    { PendingLdapServerMetadata: {}, LdapServerMetadata: {} },
    { EngineVersion: '4.2', BrokerState: 'RUNNING', Users: [{ Username: 'first' }] },
  ];
  for (const answer of nothing)
    it(`is nothing: ${JSON.stringify(answer)}`, async () => {
      const { comingChanges } = await import('#warren/deploy/coming.js');
      assert.deepEqual(comingChanges(answer), []);
    });

  it('is said in words', async () => {
    const { comingChanges } = await import('#warren/deploy/coming.js');
    const answer = {
      HostInstanceType: 'mq.m7g.medium',
      PendingHostInstanceType: 'mq.m7g.large',
      Users: [{ Username: 'first', PendingChange: 'DELETE' }],
      Logs: { General: false, Pending: { General: true } },
    };
    assert.deepEqual(comingChanges(answer), [
      { what: 'host instance type', now: 'mq.m7g.medium', then: 'mq.m7g.large' },
      { what: 'users `first` change', now: undefined, then: 'DELETE' },
      { what: 'logs', now: undefined, then: 'general true' },
    ]);
  });
});
