import type { PartitionId } from './partitions.js';
import type { SigningAlgorithm } from './sts-tokens.js';

/** What an identity policy has to know about the broker that it is for. */
export interface PolicyBroker {
  /** The broker's name, which is also its name at Amazon MQ. */
  readonly name: string;
  readonly partition: PartitionId;
  readonly region?: string | undefined;
  readonly account?: string | undefined;
  /** Amazon MQ's id of the broker, `b-…`. */
  readonly id?: string | undefined;
  /** Amazon MQ's id of the configuration, `c-…`. */
  readonly configuration?: string | undefined;
  /** Which of these settings are given and cannot be read; that is told where they are given. */
  readonly unreadSettings?: readonly NeededSetting[] | undefined;
  /** The audience that the broker demands of a token. */
  readonly audience: string;
  /** How a token may be signed; at least one. */
  readonly algorithms: readonly SigningAlgorithm[];
  /** The longest duration that a token may be asked for, in seconds. */
  readonly maxSeconds: number;
  /** The role's ARN, where the configuration holds `aws.arns.assume_role_arn`. */
  readonly passRoleArn?: string | undefined;
}

/** The settings that a broker may do without until an API right needs them, in this order. */
export const SETTINGS = ['account', 'region', 'id', 'configuration'] as const;

/** A setting that a broker may do without until an API right needs it. */
export type NeededSetting = (typeof SETTINGS)[number];
