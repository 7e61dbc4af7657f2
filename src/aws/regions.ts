import { PARTITIONS, type PartitionId } from './partitions.js';

/** The regions of every partition, those of the public one first. */
export const REGIONS: readonly string[] = PARTITIONS.flatMap(({ regions }) => regions);

/**
 * The partition that a region name belongs to by its shape, or undefined for a text that is no
 * region name. `eu-west-1` belongs to `aws`, `us-gov-west-1` to `aws-us-gov`. One that is not among
 * the known regions belongs somewhere too: AWS may have opened it since.
 */
export function partitionOfRegion(text: string): PartitionId | undefined {
  return PARTITIONS.find((partition) => partition.region.test(text))?.id;
}

/** Whether the text has the shape of a region name of any partition. */
export function isRegionName(text: string): boolean {
  return partitionOfRegion(text) !== undefined;
}
