import type { ManagementClient } from './client.js';
import { Shaped, type JsonObject } from './shape.js';

/** An exchange of a running broker. */
export interface LiveExchange {
  readonly vhost: string;
  /** Empty for the default exchange. */
  readonly name: string;
  readonly type: string;
  readonly durable: boolean;
  readonly autoDelete: boolean;
  readonly internal: boolean;
  readonly arguments: JsonObject;
  /** The name of the policy that holds for it. */
  readonly policy: string | undefined;
  /** How many messages were published to it by clients; undefined where that is not counted. */
  readonly publishedIn: number | undefined;
}

/** A queue or a stream of a running broker. */
export interface LiveQueue {
  readonly vhost: string;
  readonly name: string;
  /** `classic`, `quorum`, `stream`, or one that a plugin brings. */
  readonly type: string;
  readonly durable: boolean;
  readonly autoDelete: boolean;
  readonly exclusive: boolean;
  readonly arguments: JsonObject;
  /** The name of the policy that holds for it. */
  readonly policy: string | undefined;
  /** What the policies that hold for it say, such as `dead-letter-exchange`. */
  readonly effectivePolicy: JsonObject;
}

/** A binding of a running broker. */
export interface LiveBinding {
  readonly vhost: string;
  /** The exchange; empty for the default exchange, to which every queue is bound by its name. */
  readonly source: string;
  readonly destination: string;
  readonly destinationType: 'queue' | 'exchange';
  readonly routingKey: string;
  readonly arguments: JsonObject;
}

/** A policy, or an operator policy, of RabbitMQ's own: what it sets on resources whose names fit. */
export interface LivePolicy {
  readonly vhost: string;
  readonly name: string;
  /** A regular expression. */
  readonly pattern: string;
  /** Such as `queues`, `exchanges` or `all`. */
  readonly appliesTo: string | undefined;
  readonly priority: number;
  readonly definition: JsonObject;
}

/** The names of the vhosts. @throws ManagementFailure */
export async function readVhosts(client: ManagementClient): Promise<readonly string[]> {
  const all = await client.list('vhosts');
  return all.map((entry) => entry.text('name'));
}

/**
 * Reads `/api/exchanges`, of one vhost or of all that the user sees.
 *
 * @throws ManagementFailure
 */
export async function readExchanges(
  client: ManagementClient,
  vhost?: string,
): Promise<readonly LiveExchange[]> {
  const columns =
    'vhost,name,type,durable,auto_delete,internal,arguments,policy,message_stats.publish_in';
  const all = await client.pages(pathOf('exchanges', vhost), { columns });
  return all.map((entry) => ({
    vhost: entry.text('vhost'),
    name: entry.text('name'),
    type: entry.text('type'),
    durable: entry.optionalFlag('durable') ?? false,
    autoDelete: entry.optionalFlag('auto_delete') ?? false,
    internal: entry.optionalFlag('internal') ?? false,
    arguments: entry.optional('arguments')?.raw ?? {},
    policy: named(entry, 'policy'),
    publishedIn: entry.optional('message_stats')?.optionalNumber('publish_in'),
  }));
}

/**
 * Reads `/api/queues`, of one vhost or of all that the user sees.
 *
 * @throws ManagementFailure
 */
export async function readQueues(
  client: ManagementClient,
  vhost?: string,
): Promise<readonly LiveQueue[]> {
  const columns =
    'vhost,name,type,durable,auto_delete,exclusive,arguments,policy,effective_policy_definition';
  const all = await client.pages(pathOf('queues', vhost), { columns });
  return all.map((entry) => {
    const args = entry.optional('arguments')?.raw ?? {};
    const asked = args['x-queue-type'];
    return {
      vhost: entry.text('vhost'),
      name: entry.text('name'),
      type: entry.optionalText('type') ?? (typeof asked === 'string' ? asked : 'classic'),
      durable: entry.optionalFlag('durable') ?? false,
      autoDelete: entry.optionalFlag('auto_delete') ?? false,
      exclusive: entry.optionalFlag('exclusive') ?? false,
      arguments: args,
      policy: named(entry, 'policy'),
      effectivePolicy: entry.optional('effective_policy_definition')?.raw ?? {},
    };
  });
}

/**
 * The name of the connection that a queue is exclusive to, which only `/api/queues/VHOST/NAME` tells.
 *
 * @throws ManagementFailure, of kind `absent` for a queue that is gone
 */
export async function readOwner(
  client: ManagementClient,
  { vhost, name }: Pick<LiveQueue, 'vhost' | 'name'>,
): Promise<string | undefined> {
  const { value, address } = await client.get(
    `${pathOf('queues', vhost)}/${encodeURIComponent(name)}`,
    { columns: 'owner_pid_details.name' },
  );
  return Shaped.of(value, address).optional('owner_pid_details')?.optionalText('name');
}

/**
 * Reads `/api/bindings`, of one vhost or of all that the user sees.
 *
 * @throws ManagementFailure
 */
export async function readBindings(
  client: ManagementClient,
  vhost?: string,
): Promise<readonly LiveBinding[]> {
  const all = await client.list(pathOf('bindings', vhost));
  return all.map((entry) => ({
    vhost: entry.text('vhost'),
    source: entry.text('source'),
    destination: entry.text('destination'),
    destinationType: entry.text('destination_type') === 'exchange' ? 'exchange' : 'queue',
    routingKey: entry.text('routing_key'),
    arguments: entry.optional('arguments')?.raw ?? {},
  }));
}

/**
 * Reads `/api/policies`, of one vhost or of all that the user sees.
 *
 * @throws ManagementFailure
 */
export async function readPolicies(
  client: ManagementClient,
  vhost?: string,
): Promise<readonly LivePolicy[]> {
  const all = await client.list(pathOf('policies', vhost));
  return all.map((entry) => ({
    vhost: entry.text('vhost'),
    name: entry.text('name'),
    pattern: entry.text('pattern'),
    appliesTo: entry.optionalText('apply-to'),
    priority: entry.optionalNumber('priority') ?? 0,
    definition: entry.optional('definition')?.raw ?? {},
  }));
}

function pathOf(resource: string, vhost: string | undefined): string {
  return vhost === undefined ? resource : `${resource}/${encodeURIComponent(vhost)}`;
}

/** A name that may be empty where there is none. */
function named(entry: Shaped, key: string): string | undefined {
  const name = entry.optionalText(key);
  return name === '' ? undefined : name;
}
