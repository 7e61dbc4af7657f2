import assert from 'node:assert/strict';
import { isAccountId } from '#warren/aws/accounts.js';
import { isBrokerId, isConfigurationId } from '#warren/aws/mq-ids.js';
import { PARTITIONS, partitionNamed, type PartitionId } from '#warren/aws/partitions.js';
import { isRegionName, partitionOfRegion } from '#warren/aws/regions.js';

/** The regions of each partition in `botocore/data/partitions.json`, botocore 1.43.67. */
const REGIONS: Readonly<Record<PartitionId, string>> = {
  aws:
    'af-south-1 ap-east-1 ap-east-2 ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-south-2 ' +
    'ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-6 ' +
    'ap-southeast-7 ca-central-1 ca-west-1 eu-central-1 eu-central-2 eu-north-1 eu-south-1 eu-south-2 ' +
    'eu-west-1 eu-west-2 eu-west-3 il-central-1 me-central-1 me-south-1 mx-central-1 sa-east-1 ' +
    'us-east-1 us-east-2 us-west-1 us-west-2',
  'aws-cn': 'cn-north-1 cn-northwest-1',
  'aws-us-gov': 'us-gov-east-1 us-gov-west-1',
  'aws-eusc': 'eusc-de-east-1',
  'aws-iso': 'us-iso-east-1 us-iso-west-1',
  'aws-iso-b': 'us-isob-east-1 us-isob-west-1',
  'aws-iso-e': 'eu-isoe-west-1',
  'aws-iso-f': 'us-isof-east-1 us-isof-south-1',
};

const NO_REGIONS = [
  '',
  'eu',
  'eu-west',
  'eu-west-',
  'eu-west-0',
  'eu-west-01',
  'eu-west-100',
  'eu-west-1a',
  'euw1',
  'EU-WEST-1',
  ' eu-west-1',
  'eu-west-1\n',
  'eu_west_1',
  'eusc-east-1',
  'us-gov-west',
  'aws-global',
  'europe-west-1',
  'eu-west-1-2',
];

/** A predicate, what it takes and what it does not. */
const SHAPES: readonly [string, (text: string) => boolean, readonly string[], readonly string[]][] =
  [
    [
      'an account',
      isAccountId,
      ['111122223333', '000000000000', '012345678901'],
      [
        '',
        '1',
        '11112222333',
        '1111222233334',
        '1111-2222-3333',
        ' 111122223333',
        '111122223333\n',
        '１１１１２２２２３３３３',
        'aws',
      ],
    ],
    [
      'a broker id',
      isBrokerId,
      ['b-1234a5b6-78cd-901e-2fgh-3i45j6k178l9', 'b-c8349341-ec91-4a78-ad9c-a57f23f235bb', 'b-1'],
      [
        '',
        'b',
        'b-',
        'B-1',
        'b-A',
        'c-1',
        'b_1',
        'b-1*',
        'b-1:2',
        'b-1/2',
        'b-1 ',
        'b-1\n',
        'xb-1',
      ],
    ],
    [
      'a configuration id',
      isConfigurationId,
      ['c-1234a5b6-78cd-901e-2fgh-3i45j6k178l9', 'c-fa3390a5-7e01-4559-ae0c-eb15b38b22ca'],
      ['', 'c', 'c-', 'C-1', 'c-A', 'b-1', 'c-1*', 'c-1\n', ' c-1'],
    ],
  ];

describe('partitions and regions', () => {
  for (const { id } of PARTITIONS)
    it(`knows the regions of ${id}, and no other partition takes them`, () => {
      for (const region of REGIONS[id].split(' ')) {
        const takers = PARTITIONS.filter((partition) => partition.region.test(region));
        assert.deepEqual(
          takers.map((partition) => partition.id),
          [id],
          region,
        );
        assert.equal(partitionOfRegion(region), id);
        assert.ok(isRegionName(region));
      }
    });

  for (const text of NO_REGIONS)
    it(`takes ${JSON.stringify(text)} for no region`, () => {
      assert.equal(partitionOfRegion(text), undefined);
      assert.ok(!isRegionName(text));
    });

  it('finds partitions by their exact names', () => {
    for (const partition of PARTITIONS) assert.equal(partitionNamed(partition.id), partition);
    for (const text of ['', 'AWS', 'aws-', 'aws-eu', 'amazon', 'aws-iso-d'])
      assert.equal(partitionNamed(text), undefined);
  });
});

describe('account and Amazon MQ ids', () => {
  for (const [title, is, good, bad] of SHAPES) {
    it(`knows ${title}`, () => {
      for (const text of good) assert.ok(is(text), text);
    });
    it(`knows what is not ${title}`, () => {
      for (const text of bad) assert.ok(!is(text), JSON.stringify(text));
    });
  }
});
