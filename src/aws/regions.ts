import { PARTITIONS, type PartitionId } from './partitions.js';

/**
 * The partition that a region name belongs to by its shape, or undefined for a text that is no
 * region name. `eu-west-1` belongs to `aws`, `us-gov-west-1` to `aws-us-gov`. A region that AWS has
 * not opened yet is accepted: a list of regions would be out of date within months.
 */
export function partitionOfRegion(text: string): PartitionId | undefined {
  return PARTITIONS.find((partition) => partition.region.test(text))?.id;
}

/** Whether the text has the shape of a region name of any partition. */
export function isRegionName(text: string): boolean {
  return partitionOfRegion(text) !== undefined;
}
