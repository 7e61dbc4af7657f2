import type { QueryableBroker } from '../../program/query/queryable.js';
import type { PolicyFile } from '../../syntax/tree.js';

/** What completion knows of a policy: what its files declare, and what they come to for each broker. */
export interface Policy {
  readonly files: readonly PolicyFile[];
  readonly brokers: readonly QueryableBroker[];
}
