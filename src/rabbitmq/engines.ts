/** What runs: Amazon's managed RabbitMQ, or RabbitMQ on machines of one's own. */
export type Product = 'amazon-mq' | 'rabbitmq';

/** A minor version of RabbitMQ, as `4.2`. */
export type Line = '3.13' | '4.0' | '4.1' | '4.2' | '4.3';

/** One published release: `4.2.6` is line 4.2, patch 6. */
export interface Release {
  readonly line: Line;
  readonly patch: number;
}

/** The engine that a broker declares, and the releases that a claim about it must hold for. */
export interface Engine {
  readonly product: Product;
  readonly line: Line;
  /** The patch level as declared; without one the broker may run any known release of the line. */
  readonly patch?: number;
  /** Whether the patch is newer than those known here; it is then judged as the newest known one. */
  readonly newer: boolean;
  readonly releases: readonly Release[];
}

/**
 * The newest known patch of each line. Source: the release tags of rabbitmq/rabbitmq-server, v3.13.0
 * to v4.3.5, and for 4.3.6 Debian's package. Every patch from 0 was published.
 */
const NEWEST_PATCH: Readonly<Record<Line, number>> = {
  '3.13': 7,
  '4.0': 9,
  '4.1': 8,
  '4.2': 9,
  '4.3': 6,
};

/**
 * The lines of each product. Source for Amazon MQ: its developer guide, "IAM authentication and
 * authorization": engine versions 3.13, 4.2 and above.
 */
const LINES: Readonly<Record<Product, readonly Line[]>> = {
  'amazon-mq': ['3.13', '4.2'],
  rabbitmq: ['3.13', '4.0', '4.1', '4.2', '4.3'],
};

/** The products, in the order in which they are listed to people. */
export const PRODUCTS: readonly Product[] = ['amazon-mq', 'rabbitmq'];

/** The lines of a product, oldest first. */
export function linesOf(product: Product): readonly Line[] {
  return LINES[product];
}

/** The known releases of a line, oldest first. */
export function releasesOf(line: Line): readonly Release[] {
  return Array.from({ length: NEWEST_PATCH[line] + 1 }, (_, patch) => ({ line, patch }));
}

/** A release as people write it: `4.2.6`. */
export function releaseName(release: Release): string {
  return `${release.line}.${release.patch}`;
}

/** An engine as a policy writes it: `amazon-mq 4.2`, `rabbitmq 4.2.6`. */
export function engineName(engine: Engine): string {
  const { product, line, patch } = engine;
  return patch === undefined ? `${product} ${line}` : `${product} ${line}.${patch}`;
}
