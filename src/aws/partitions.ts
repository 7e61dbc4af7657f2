/** A part of AWS with accounts, regions and ARNs of its own. */
export interface PartitionFacts {
  /** What the second field of an ARN says. */
  readonly id: string;
  /** Whose cloud it is, for messages. */
  readonly title: string;
  /** The shape of its region names, over the whole name. */
  readonly region: RegExp;
  /** The regions that it is known to have; AWS opens a few a year. */
  readonly regions: readonly string[];
}

/**
 * Every partition, the public one first, with its regions.
 *
 * Source: AWS's own table of partitions, as the package `@aws-sdk/core` has it; a test holds the two
 * against each other. There the region names of `aws` are told by a list of first words that grows with
 * the continents; here any two letters but `cn`.
 */
export const PARTITIONS = [
  {
    id: 'aws',
    title: 'commercial AWS',
    region: /^(?!cn-)[a-z]{2}-[a-z]+-[1-9][0-9]?$/,
    regions: [
      'af-south-1',
      'ap-east-1',
      'ap-east-2',
      'ap-northeast-1',
      'ap-northeast-2',
      'ap-northeast-3',
      'ap-south-1',
      'ap-south-2',
      'ap-southeast-1',
      'ap-southeast-2',
      'ap-southeast-3',
      'ap-southeast-4',
      'ap-southeast-5',
      'ap-southeast-6',
      'ap-southeast-7',
      'ca-central-1',
      'ca-west-1',
      'eu-central-1',
      'eu-central-2',
      'eu-north-1',
      'eu-south-1',
      'eu-south-2',
      'eu-west-1',
      'eu-west-2',
      'eu-west-3',
      'il-central-1',
      'me-central-1',
      'me-south-1',
      'me-west-1',
      'mx-central-1',
      'sa-east-1',
      'sa-west-1',
      'us-east-1',
      'us-east-2',
      'us-west-1',
      'us-west-2',
    ],
  },
  {
    id: 'aws-cn',
    title: 'AWS China',
    region: /^cn-[a-z]+-[1-9][0-9]?$/,
    regions: ['cn-north-1', 'cn-northwest-1'],
  },
  {
    id: 'aws-us-gov',
    title: 'AWS GovCloud (US)',
    region: /^us-gov-[a-z]+-[1-9][0-9]?$/,
    regions: ['us-gov-east-1', 'us-gov-west-1'],
  },
  {
    id: 'aws-eusc',
    title: 'AWS European Sovereign Cloud',
    region: /^eusc-[a-z]{2}-[a-z]+-[1-9][0-9]?$/,
    regions: ['eusc-de-east-1'],
  },
  {
    id: 'aws-iso',
    title: 'AWS ISO (US)',
    region: /^us-iso-[a-z]+-[1-9][0-9]?$/,
    regions: ['us-iso-east-1', 'us-iso-west-1'],
  },
  {
    id: 'aws-iso-b',
    title: 'AWS ISOB (US)',
    region: /^us-isob-[a-z]+-[1-9][0-9]?$/,
    regions: ['us-isob-east-1', 'us-isob-west-1'],
  },
  {
    id: 'aws-iso-e',
    title: 'AWS ISOE (Europe)',
    region: /^eu-isoe-[a-z]+-[1-9][0-9]?$/,
    regions: ['eu-isoe-west-1'],
  },
  {
    id: 'aws-iso-f',
    title: 'AWS ISOF',
    region: /^us-isof-[a-z]+-[1-9][0-9]?$/,
    regions: ['us-isof-east-1', 'us-isof-south-1'],
  },
] as const satisfies readonly PartitionFacts[];

/** One row of `PARTITIONS`. */
export type Partition = (typeof PARTITIONS)[number];

/** The name of a partition, as it stands in ARNs. */
export type PartitionId = Partition['id'];

/** The partition of that name, or undefined where AWS has none. */
export function partitionNamed(text: string): Partition | undefined {
  return PARTITIONS.find((partition) => partition.id === text);
}
