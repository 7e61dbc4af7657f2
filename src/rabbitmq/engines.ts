import { LINES, type Line, type Product } from './lines.js';

export type { Line, Product } from './lines.js';

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

/** The products, in the order in which they are listed to people. */
export const PRODUCTS: readonly Product[] = ['amazon-mq', 'rabbitmq'];

/** The lines of a product, oldest first. */
export function linesOf(product: Product): readonly Line[] {
  const offered = LINES.filter(
    ({ offeredBy }) => product === 'rabbitmq' || offeredBy?.includes(product),
  );
  return offered.map(({ name }) => name);
}

/** The newest line of a product. */
export function newestLine(product: Product): Line {
  const line = linesOf(product).at(-1);
  if (line === undefined) throw new Error(`the table of lines has none of ${product}`);
  return line;
}

/** The known releases of a line, oldest first. */
export function releasesOf(line: Line): readonly Release[] {
  const patches = (rowOf(line)?.newestPatch ?? -1) + 1;
  return Array.from({ length: patches }, (_, patch) => ({ line, patch }));
}

/** The release that a line grew from; undefined for the oldest line. */
export function branchPoint(line: Line): Release | undefined {
  const row = rowOf(line);
  const parent = row?.parent === undefined ? undefined : rowOf(row.parent);
  return parent && { line: parent.name, patch: row?.branchedAt ?? parent.newestPatch };
}

function rowOf(line: string): (typeof LINES)[number] | undefined {
  return LINES.find(({ name }) => name === line);
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

/** An engine to show to somebody who has named none. */
export function exampleEngine(): string {
  return `amazon-mq ${newestLine('amazon-mq')}`;
}

/** The newest known release. */
export function exampleRelease(): string {
  const release = releasesOf(newestLine('rabbitmq')).at(-1);
  return release === undefined ? '' : releaseName(release);
}

/** The oldest and the newest line, for a text that says what is known: `3.13 to 4.3`. */
export function knownLines(): string {
  return `${LINES[0]?.name ?? ''} to ${newestLine('rabbitmq')}`;
}
