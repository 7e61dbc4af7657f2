import type { ManagementClient } from './client.js';
import { Shaped } from './shape.js';

/** What a broker says of itself. */
export interface Overview {
  /** RabbitMQ's version, such as `4.2.1`. */
  readonly version: string;
  /** What it is sold as, where it is another product; `RabbitMQ` otherwise. */
  readonly product: string | undefined;
  readonly productVersion: string | undefined;
  readonly clusterName: string | undefined;
  /** How finely it counts messages: `basic`, `detailed` or `none`; `management.rates_mode` sets it. */
  readonly ratesMode: string | undefined;
  /** Whether nothing is counted, by `management.disable_metrics_collector` or the like. */
  readonly isStatsDisabled: boolean;
}

/** Reads `/api/overview`. @throws ManagementFailure */
export async function readOverview(client: ManagementClient): Promise<Overview> {
  const { value, address } = await client.get('overview');
  const overview = Shaped.of(value, address);
  return {
    version: overview.text('rabbitmq_version'),
    product: overview.optionalText('product_name'),
    productVersion: overview.optionalText('product_version'),
    clusterName: overview.optionalText('cluster_name'),
    ratesMode: overview.optionalText('rates_mode'),
    isStatsDisabled: overview.optionalFlag('disable_stats') ?? false,
  };
}

/** Who asks, as the broker sees it. */
export interface Asker {
  readonly name: string;
  readonly tags: readonly string[];
}

/** Reads `/api/whoami`. @throws ManagementFailure */
export async function readAsker(client: ManagementClient): Promise<Asker> {
  const { value, address } = await client.get('whoami');
  const asker = Shaped.of(value, address);
  return { name: asker.text('name'), tags: asker.words('tags') };
}

/**
 * The definitions of the broker as the text of an export, and the address that they come from; see
 * `/api/definitions`. It takes the tag `administrator`. It holds password hashes.
 *
 * @throws ManagementFailure
 */
export function readDefinitionsText(
  client: ManagementClient,
): Promise<{ readonly text: string; readonly address: string }> {
  return client.objectText('definitions');
}
