/** What runs: Amazon's managed RabbitMQ, or RabbitMQ on machines of one's own. */
export type Product = 'amazon-mq' | 'rabbitmq';

/** A minor version of RabbitMQ, as one row of the table says it. */
interface LineRow {
  /** As `4.2`. */
  readonly name: string;
  /** The line that it grew from; none for the oldest that is known here. */
  readonly parent?: string;
  /**
   * The patch of its parent that its own patch 0 has everything of; without one the newest known.
   * What came to the parent later came to this line by a release of its own, if at all.
   */
  readonly branchedAt?: number;
  /** The newest known patch. Every patch from 0 was published. */
  readonly newestPatch: number;
  /** Who offers it beside the project itself. */
  readonly offeredBy?: readonly Product[];
}

/**
 * Every line, oldest first: to add one, add its row. It then behaves in everything as its parent
 * does, until a table of facts or settings says otherwise.
 *
 * Source: the release tags of rabbitmq/rabbitmq-server, v3.13.0 to v4.3.5, and for 4.3.6 Debian's
 * package. A line branched at the newest patch of its parent on the day of its patch 0: 4.2.6 was tagged
 * a day before 4.3.0, 4.1.5 two days before 4.2.0, 4.0.9 a day before 4.1.0. Source for Amazon MQ: its
 * developer guide, "IAM authentication and authorization" (3.13, 4.2 and above), "RabbitMQ 4" and
 * "RabbitMQ 4.3".
 */
export const LINE_ROWS = [
  { name: '3.13', newestPatch: 7, offeredBy: ['amazon-mq'] },
  { name: '4.0', parent: '3.13', branchedAt: 7, newestPatch: 9 },
  { name: '4.1', parent: '4.0', branchedAt: 9, newestPatch: 8 },
  { name: '4.2', parent: '4.1', branchedAt: 5, newestPatch: 9, offeredBy: ['amazon-mq'] },
  { name: '4.3', parent: '4.2', branchedAt: 6, newestPatch: 6, offeredBy: ['amazon-mq'] },
] as const satisfies readonly LineRow[];

/** A minor version of RabbitMQ, as `4.2`. */
export type Line = (typeof LINE_ROWS)[number]['name'];

/** The same rows, with every field that a row may have. */
export const LINES: readonly (LineRow & { readonly name: Line })[] = LINE_ROWS;
