import type { Asker } from '../../management/overview.js';
import type { LiveExchange, LivePolicy, LiveQueue } from '../../management/topology.js';

/** A user of the internal backend, and where it has permissions. */
export interface InternalUser {
  readonly name: string;
  readonly tags: readonly string[];
  /** The vhosts in which it may configure, write or read anything. */
  readonly vhosts: readonly string[];
}

/** What a broker has, as far as whoever asks may see it. */
export interface RunningBroker {
  readonly asker: Asker;
  /** Whether vhosts are seen that whoever asks may not enter. */
  readonly seesAll: boolean;
  readonly vhosts: readonly string[];
  /** Those of which nothing is seen but the name, as whoever asks may not enter them. */
  readonly hidden: ReadonlySet<string>;
  readonly exchanges: readonly LiveExchange[];
  readonly queues: readonly LiveQueue[];
  /** The policies; undefined where they may not be seen. */
  readonly policies: readonly LivePolicy[] | undefined;
  /** The internal users; undefined where they may not be seen. */
  readonly users: readonly InternalUser[] | undefined;
  /** The plugins that every node has enabled; undefined where they may not be seen. */
  readonly plugins: readonly string[] | undefined;
}
