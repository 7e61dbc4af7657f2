/** A part of AWS with accounts, regions and ARNs of its own. */
export interface PartitionFacts {
  /** What the second field of an ARN says. */
  readonly id: string;
  /** Whose cloud it is, for messages. */
  readonly title: string;
  /** The shape of its region names, over the whole name. */
  readonly region: RegExp;
}

/**
 * Every partition, the public one first.
 *
 * Source: `botocore/data/partitions.json` at botocore 1.43.67. There the region names of `aws` are
 * told by a list of first words that grows with the continents; here any two letters but `cn`.
 */
export const PARTITIONS = [
  { id: 'aws', title: 'commercial AWS', region: /^(?!cn-)[a-z]{2}-[a-z]+-[1-9][0-9]?$/ },
  { id: 'aws-cn', title: 'AWS China', region: /^cn-[a-z]+-[1-9][0-9]?$/ },
  { id: 'aws-us-gov', title: 'AWS GovCloud (US)', region: /^us-gov-[a-z]+-[1-9][0-9]?$/ },
  {
    id: 'aws-eusc',
    title: 'AWS European Sovereign Cloud',
    region: /^eusc-[a-z]{2}-[a-z]+-[1-9][0-9]?$/,
  },
  { id: 'aws-iso', title: 'AWS ISO (US)', region: /^us-iso-[a-z]+-[1-9][0-9]?$/ },
  { id: 'aws-iso-b', title: 'AWS ISOB (US)', region: /^us-isob-[a-z]+-[1-9][0-9]?$/ },
  { id: 'aws-iso-e', title: 'AWS ISOE (Europe)', region: /^eu-isoe-[a-z]+-[1-9][0-9]?$/ },
  { id: 'aws-iso-f', title: 'AWS ISOF', region: /^us-isof-[a-z]+-[1-9][0-9]?$/ },
] as const satisfies readonly PartitionFacts[];

/** One row of `PARTITIONS`. */
export type Partition = (typeof PARTITIONS)[number];

/** The name of a partition, as it stands in ARNs. */
export type PartitionId = Partition['id'];

/** The partition of that name, or undefined where AWS has none. */
export function partitionNamed(text: string): Partition | undefined {
  return PARTITIONS.find((partition) => partition.id === text);
}
