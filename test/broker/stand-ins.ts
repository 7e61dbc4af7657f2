import { mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { every } from '#warren/rabbitmq/claims.js';
import { linesOf, PRODUCTS } from '#warren/rabbitmq/engines.js';
import { makeCertificate } from '../bed/certificate.js';
import { treeOf } from '../bed/tree.js';
import type { Suite } from '../bed/tree.js';
import { engineOf } from '../rabbitmq/engine-of.js';

/**
 * The RabbitMQ that stands for a line of engines where no package of that very version exists: 4.0.5 for those
 * that take aliases in advanced.config only, 4.3.6 for the others. Amazon MQ takes them in rabbitmq.conf
 * on its 3.13 too, by its documentation, which only a 4.1 or later does as it is published.
 */
export function standInOf(engine: string): Suite {
  return every(engineOf(engine), 'aliasesInConf') ? 'forky' : 'trixie';
}

/** The engines that a policy can name, without patch levels. */
export const ENGINES: readonly string[] = PRODUCTS.flatMap((product) =>
  linesOf(product).map((line) => `${product} ${line}`),
);

/** The file of CA certificates that Debian has, and that policies name. */
export const CA_BUNDLE = '/etc/ssl/certs/ca-certificates.crt';

/**
 * Puts a file of CA certificates where Debian has one: RabbitMQ takes no configuration that names an
 * absent one, and its package does not bring it.
 */
export async function installCaBundle(suite: Suite): Promise<void> {
  const path = join(await treeOf(suite), CA_BUNDLE);
  if (await exists(path)) return;
  const { ca } = await makeCertificate();
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.${process.pid}`, ca);
  await rename(`${path}.${process.pid}`, path); // whole or not there, for whoever runs beside
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
