import assert from 'node:assert/strict';
import { every, factValues, least, some } from '#warren/rabbitmq/claims.js';
import type { Facts } from '#warren/rabbitmq/facts.js';
import { engineOf } from './engine-of.js';

/** One column for each run of releases that behave alike; the releases are its first and last. */
const COLUMNS = [
  ['3.13.0', '3.13.7'],
  ['4.0.0', '4.0.2'],
  ['4.0.3', '4.0.9'],
  ['4.1.0', '4.1.8'],
  ['4.2.0', '4.2.5'],
  ['4.2.6', '4.2.6'],
  ['4.2.7', '4.2.8'],
  ['4.2.9', '4.2.9'],
  ['4.3.0', '4.3.0'],
  ['4.3.1', '4.3.2'],
  ['4.3.3', '4.3.6'],
] as const;

const TABLE: Readonly<Record<keyof Facts, string>> = {
  aliasesInConf: 'no no no yes yes yes yes yes yes yes yes',
  advancedConfig: 'yes yes yes yes yes yes yes yes yes yes yes',
  ccBccChecked: 'no no yes yes yes yes yes yes yes yes yes',
  claimSubstitution:
    'topic-checks topic-checks topic-checks all-checks all-checks all-checks all-checks all-checks all-checks all-checks all-checks',
  maxScopes: 'Infinity Infinity Infinity Infinity Infinity 2048 2048 2048 2048 2048 2048',
  passiveDeclare: 'nothing nothing nothing nothing nothing configure any any configure any any',
  unknownTagsDropped: 'no no no no no yes yes yes yes yes yes',
  requireExp: 'no no no no no no no yes no no yes',
  peerVerificationNeedsCa: 'yes yes yes yes yes no no no no no no',
  jwksUri: 'no no no yes yes yes yes yes yes yes yes',
  initialFrame: '4096 4096 4096 8192 8192 8192 8192 8192 8192 8192 8192',
  alternateExchangeCheckedByAmqp10: 'yes no no no no no no yes no no yes',
  superStreamExchangeChecked: 'no no no no no no no yes no no yes',
  amqpAddressV1: 'no yes yes yes yes yes yes yes no no no',
  amqpAddressV1Taken: 'yes yes yes yes yes yes yes yes no no no',
  amqpAddressV2: 'no yes yes yes yes yes yes yes yes yes yes',
  amqp10CcRouted: 'no no no yes yes yes yes yes yes yes yes',
  volatileQueues: 'no no no no yes yes yes yes yes yes yes',
  streamMetadataChecked: 'no no no no no no no yes no no yes',
  dynamicQueues: 'no no no yes yes yes yes yes yes yes yes',
  refusedKeyInBytes: 'yes no no no no no no no no no no',
  proxyHeaderBelieved: 'no no no no no yes yes yes yes yes yes',
  upstreamVhostChecked: 'no no no no no no no yes no no yes',
  linksGuarded: 'no no no no no yes yes yes yes yes yes',
  amqp10TokenRenewal: 'no no no yes yes yes yes yes yes yes yes',
  streams: 'yes yes yes yes yes yes yes yes yes yes yes',
  localRandomExchanges: 'no yes yes yes yes yes yes yes yes yes yes',
};

function isFact(name: string): name is keyof Facts {
  return name in TABLE;
}

describe('facts', () => {
  for (const [name, row] of Object.entries(TABLE))
    it(`${name} in every run of releases`, () => {
      assert(isFact(name));
      const found = COLUMNS.map((ends) => {
        const values = ends.map((end) => factValues(engineOf(`rabbitmq ${end}`), name));
        assert.deepEqual(values[0], values[1]);
        return values[0]?.map((value) => (value === true ? 'yes' : value === false ? 'no' : value));
      });
      assert.equal(found.join(' '), row);
    });

  it('a claim about a line without a patch must hold for each of its releases', () => {
    assert.equal(every(engineOf('rabbitmq 4.0'), 'ccBccChecked'), false);
    assert.equal(some(engineOf('rabbitmq 4.0'), 'ccBccChecked'), true);
    assert.equal(every(engineOf('rabbitmq 4.1'), 'ccBccChecked'), true);
    assert.equal(some(engineOf('rabbitmq 4.1'), 'requireExp'), false);
    assert.deepEqual(factValues(engineOf('rabbitmq 4.2'), 'passiveDeclare'), [
      'nothing',
      'configure',
      'any',
    ]);
    assert.equal(least(engineOf('rabbitmq 4.2'), 'maxScopes'), 2048);
    assert.equal(least(engineOf('rabbitmq 4.1'), 'maxScopes'), Number.POSITIVE_INFINITY);
  });

  it('Amazon MQ takes aliases in rabbitmq.conf on 3.13 too and has no advanced.config', () => {
    for (const name of ['amazon-mq 3.13', 'amazon-mq 3.13.7', 'amazon-mq 4.2', 'amazon-mq 4.3']) {
      assert.equal(every(engineOf(name), 'aliasesInConf'), true);
      assert.equal(some(engineOf(name), 'advancedConfig'), false);
      assert.equal(some(engineOf(name), 'streams'), false);
      assert.equal(some(engineOf(name), 'localRandomExchanges'), false);
    }
    assert.equal(every(engineOf('amazon-mq 4.2'), 'requireExp'), false);
  });
});
