import type { ManagementClient } from './client.js';
import { Shaped } from './shape.js';

/** A connection. What a broker has not counted yet is undefined. */
export interface LiveConnection {
  readonly name: string;
  readonly user: string | undefined;
  readonly vhost: string | undefined;
  /** Such as `AMQP 0-9-1`, `AMQP 1-0`, `MQTT 5-0` or `stream`. */
  readonly protocol: string | undefined;
  /** What the client calls itself. */
  readonly clientName: string | undefined;
}

/** A channel of a connection. */
export interface LiveChannel {
  readonly name: string;
  readonly connection: string | undefined;
  readonly user: string | undefined;
  readonly vhost: string | undefined;
  /** How many messages were published on it; undefined where that is not counted. */
  readonly published: number | undefined;
}

/** What the broker counts of a channel by exchange and queue, where it counts so finely. */
export interface ChannelDetail {
  /** The exchanges published to, with the number of messages; an empty name is the default exchange. */
  readonly publishes: readonly { readonly exchange: string; readonly count: number }[];
  /** The queues that messages came from, consumed or fetched one by one. */
  readonly deliveries: readonly string[];
}

/** Somebody who consumes a queue. */
export interface LiveConsumer {
  readonly vhost: string;
  readonly queue: string;
  readonly tag: string;
  readonly channel: string | undefined;
  readonly connection: string | undefined;
  readonly user: string | undefined;
}

/** Reads `/api/connections`, of which the tag `monitoring` shows all. @throws ManagementFailure */
export async function readConnections(
  client: ManagementClient,
): Promise<readonly LiveConnection[]> {
  const columns = 'name,user,vhost,protocol,client_properties.connection_name';
  const all = await client.pages('connections', { columns });
  return all.map((entry) => ({
    name: entry.text('name'),
    user: entry.optionalText('user'),
    vhost: entry.optionalText('vhost'),
    protocol: entry.optionalText('protocol'),
    clientName: entry.optional('client_properties')?.optionalText('connection_name'),
  }));
}

/** Reads `/api/channels`, of which the tag `monitoring` shows all. @throws ManagementFailure */
export async function readChannels(client: ManagementClient): Promise<readonly LiveChannel[]> {
  const columns = 'name,user,vhost,connection_details.name,message_stats.publish';
  const all = await client.pages('channels', { columns });
  return all.map((entry) => ({
    name: entry.text('name'),
    connection: entry.optional('connection_details')?.optionalText('name'),
    user: entry.optionalText('user'),
    vhost: entry.optionalText('vhost'),
    published: entry.optional('message_stats')?.optionalNumber('publish'),
  }));
}

/**
 * Reads `/api/channels/NAME`. Its lists are empty where `rates_mode` is `basic`.
 *
 * @throws ManagementFailure, of kind `absent` for a channel that is gone
 */
export async function readChannel(client: ManagementClient, name: string): Promise<ChannelDetail> {
  const { value, address } = await client.get(`channels/${encodeURIComponent(name)}`);
  const channel = Shaped.of(value, address);
  return {
    publishes: channel.list('publishes').flatMap((entry) => {
      const exchange = entry.optional('exchange')?.optionalText('name');
      const count = entry.optional('stats')?.optionalNumber('publish') ?? 0;
      return exchange === undefined ? [] : [{ exchange, count }];
    }),
    deliveries: channel.list('deliveries').flatMap((entry) => {
      const queue = entry.optional('queue')?.optionalText('name');
      return queue === undefined ? [] : [queue];
    }),
  };
}

/** Reads `/api/consumers`, of which the tag `monitoring` shows all. @throws ManagementFailure */
export async function readConsumers(client: ManagementClient): Promise<readonly LiveConsumer[]> {
  const all = await client.list('consumers');
  return all.flatMap((entry) => {
    const queue = entry.optional('queue');
    const channel = entry.optional('channel_details');
    const vhost = queue?.optionalText('vhost');
    const name = queue?.optionalText('name');
    if (vhost === undefined || name === undefined) return [];
    return [
      {
        vhost,
        queue: name,
        tag: entry.optionalText('consumer_tag') ?? '',
        channel: channel?.optionalText('name'),
        connection: channel?.optionalText('connection_name'),
        user: channel?.optionalText('user'),
      },
    ];
  });
}
