import type { Coming } from './coming.js';

/** A revision of a configuration that Amazon MQ keeps. */
export interface RevisionRef {
  /** The configuration's id, `c-…`. */
  readonly configuration: string;
  /** Counted from 1. */
  readonly revision: number;
}

/** Something that Amazon MQ asks the owner of a broker to do. */
export interface ActionRequired {
  /** Such as `RABBITMQ_MEMORY_ALARM`. */
  readonly code: string;
  /** What Amazon MQ says about it, usually a link; may be empty. */
  readonly info: string;
}

/** What Amazon MQ tells of a broker. */
export interface BrokerStatus {
  readonly arn: string | undefined;
  /** `RUNNING`, `REBOOT_IN_PROGRESS`, …; the states of the API's `BrokerState`, in upper case. */
  readonly state: string;
  /** `RABBITMQ` or `ACTIVEMQ`, in upper case. */
  readonly engine: string;
  /** Such as `4.2` or `3.13.7`. */
  readonly engineVersion: string;
  /** The engine version after the next reboot, where that is another one. */
  readonly comingVersion: string | undefined;
  /** What the broker runs with. */
  readonly current: RevisionRef | undefined;
  /** What it will run with after its next reboot. */
  readonly pending: RevisionRef | undefined;
  /** What it has been given so far, in no order that Amazon MQ promises. */
  readonly history: readonly RevisionRef[];
  /** What else its next reboot changes. */
  readonly coming: readonly Coming[];
  readonly actions: readonly ActionRequired[];
  /** Where clients of AMQP connect, `amqps://…:5671`; undefined where it is not told. */
  readonly endpoint: string | undefined;
  /** Whether a reboot may bring a newer patch level of the engine too. */
  readonly upgradesItself: boolean;
}

/** What Amazon MQ tells of a configuration. */
export interface ConfigurationStatus {
  readonly id: string;
  /** In upper case; empty where it is not told. */
  readonly engine: string;
  /** Empty where it is not told. */
  readonly engineVersion: string;
  /** The number of its newest revision. */
  readonly latest: number;
}

/** What a revision holds. */
export interface Revision extends RevisionRef {
  readonly text: string;
  /** Whether `deploy` wrote it, and not a person or another program. */
  readonly isOurs: boolean;
}

/** A revision that was written, and what Amazon MQ took out of it on the way. */
export interface WrittenRevision extends RevisionRef {
  /** A clause each, such as `INVALID_ATTRIBUTE_VALUE_REMOVED: heartbeat`. */
  readonly removed: readonly string[];
}

/** What a deployment asks of Amazon MQ. Each call rejects with an `AwsFailure` where it fails. */
export interface AmazonMq {
  readonly describeBroker: (broker: string) => Promise<BrokerStatus>;
  readonly describeConfiguration: (configuration: string) => Promise<ConfigurationStatus>;
  readonly readRevision: (revision: RevisionRef) => Promise<Revision>;
  readonly writeRevision: (configuration: string, text: string) => Promise<WrittenRevision>;
  /** Has the broker run with a revision from its next reboot on. */
  readonly useRevision: (broker: string, revision: RevisionRef) => Promise<void>;
  readonly reboot: (broker: string) => Promise<void>;
}

/** Why a call to AWS failed: a line for people, without a full stop. */
export class AwsFailure extends Error {
  /** @param isRefusal whether AWS refused the call, so that it did nothing */
  constructor(
    message: string,
    readonly isRefusal = false,
  ) {
    super(message);
  }
}
