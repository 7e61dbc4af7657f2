/** A revision of a configuration that Amazon MQ keeps. */
export interface RevisionRef {
  /** The configuration's id, `c-…`. */
  readonly configuration: string;
  /** Counted from 1. */
  readonly revision: number;
}

/** What Amazon MQ tells of a broker. */
export interface BrokerStatus {
  readonly arn: string | undefined;
  /** `RUNNING`, `REBOOT_IN_PROGRESS`, …; the states of the API's `BrokerState`. */
  readonly state: string;
  /** `RABBITMQ` or `ACTIVEMQ`. */
  readonly engine: string;
  /** Such as `4.2` or `3.13.7`. */
  readonly engineVersion: string;
  /** What the broker runs with. */
  readonly current: RevisionRef | undefined;
  /** What it will run with after its next reboot. */
  readonly pending: RevisionRef | undefined;
}

/** A revision that was written, and what Amazon MQ took out of it on the way. */
export interface WrittenRevision extends RevisionRef {
  /** A clause each, such as `INVALID_ATTRIBUTE_VALUE_REMOVED: heartbeat`. */
  readonly removed: readonly string[];
}

/** What a deployment asks of Amazon MQ. Each call rejects with an `AwsFailure` where it fails. */
export interface AmazonMq {
  readonly describeBroker: (broker: string) => Promise<BrokerStatus>;
  readonly latestRevision: (configuration: string) => Promise<RevisionRef>;
  readonly readRevision: (revision: RevisionRef) => Promise<string>;
  readonly writeRevision: (configuration: string, text: string) => Promise<WrittenRevision>;
  /** Has the broker run with a revision from its next reboot on. */
  readonly useRevision: (broker: string, revision: RevisionRef) => Promise<void>;
  readonly reboot: (broker: string) => Promise<void>;
}

/** Why a call to AWS failed: a line for people, without a full stop. */
export class AwsFailure extends Error {}
