import {
  readChannel,
  readChannels,
  readConnections,
  readConsumers,
  readStreamPublishers,
  type ChannelDetail,
  type LiveChannel,
  type LiveConnection,
  type LiveConsumer,
  type LiveStreamPublisher,
} from '../management/clients.js';
import type { ManagementClient } from '../management/client.js';
import { ManagementFailure } from '../management/failure.js';
import {
  readBindings,
  readExchanges,
  readOwner,
  readQueues,
  type LiveBinding,
  type LiveExchange,
  type LiveQueue,
} from '../management/topology.js';

/** What a broker's connections did up to a moment, as far as its management API shows it. */
export interface Sample {
  readonly connections: readonly LiveConnection[];
  readonly channels: readonly LiveChannel[];
  readonly consumers: readonly LiveConsumer[];
  /** Undefined where the broker does not show them; empty without a look where nobody uses the protocol. */
  readonly streamPublishers: readonly LiveStreamPublisher[] | undefined;
  /** By the name of the channel; of those that were asked for. */
  readonly details: ReadonlyMap<string, ChannelDetail>;
  readonly exchanges: readonly LiveExchange[];
  readonly queues: readonly LiveQueue[];
  readonly bindings: readonly LiveBinding[];
  /** The names of the connections that queues are exclusive to, by vhost and name: see {@link queueKey}. */
  readonly owners: ReadonlyMap<string, string>;
}

/** From so many queues and bindings on they are read once alone, as each reading takes long. */
const MANY = 5_000;

/** The most channels and queues that are asked for one by one in a sample; the others wait for the next. */
const MOST_ASKED = 1_000;

/** A queue among those of all vhosts; no name holds the character between. */
export function queueKey(vhost: string, name: string): string {
  return `${vhost}\u0000${name}`;
}

/** Takes samples of one broker, and asks for what does not change only once. */
export class Sampler {
  /** How much each channel had published when it was asked for in detail. */
  readonly #published = new Map<string, number>();
  readonly #owners = new Map<string, string>();
  #topology: Pick<Sample, 'queues' | 'bindings'> | undefined;

  /** @param isDetailed whether the broker counts by channel and exchange, so that it is worth asking */
  constructor(
    private readonly client: ManagementClient,
    private readonly isDetailed: boolean,
  ) {}

  /** @throws ManagementFailure */
  async take(): Promise<Sample> {
    const { client } = this;
    // What counts together is asked for together.
    const channels = await readChannels(client);
    const exchanges = await readExchanges(client);
    const connections = await readConnections(client);
    const consumers = await readConsumers(client);
    const hasStreams = connections.some(({ protocol }) => protocol === 'stream');
    const streamPublishers = hasStreams ? await readStreamPublishers(client) : [];
    const { queues, bindings } = await this.#read();
    const details = this.isDetailed ? await this.#details(channels) : new Map<string, never>();
    const owners = await this.#findOwners(queues, consumers);
    return {
      connections,
      channels,
      consumers,
      streamPublishers,
      details,
      exchanges,
      queues,
      bindings,
      owners,
    };
  }

  async #read(): Promise<Pick<Sample, 'queues' | 'bindings'>> {
    const before = this.#topology;
    if (before !== undefined && before.queues.length + before.bindings.length > MANY) return before;
    this.#topology = {
      queues: await readQueues(this.client),
      bindings: await readBindings(this.client),
    };
    return this.#topology;
  }

  async #details(channels: readonly LiveChannel[]): Promise<ReadonlyMap<string, ChannelDetail>> {
    const details = new Map<string, ChannelDetail>();
    const changed = channels.filter(
      ({ name, published }) => published !== undefined && this.#published.get(name) !== published,
    );
    for (const { name, published = 0 } of changed.slice(0, MOST_ASKED)) {
      const detail = await unlessGone(readChannel(this.client, name));
      if (detail !== undefined) details.set(name, detail);
      this.#published.set(name, published);
    }
    return details;
  }

  /** Who consumes an exclusive queue has declared it; of the others the broker is asked. */
  async #findOwners(
    queues: readonly LiveQueue[],
    consumers: readonly LiveConsumer[],
  ): Promise<ReadonlyMap<string, string>> {
    const consumed = new Map(
      consumers.map(({ vhost, queue, connection }) => [queueKey(vhost, queue), connection]),
    );
    const owners = new Map<string, string>();
    let asked = 0;
    for (const queue of queues) {
      if (!queue.exclusive) continue;
      const key = queueKey(queue.vhost, queue.name);
      const known = consumed.get(key) ?? this.#owners.get(key);
      if (known === undefined && asked++ >= MOST_ASKED) continue;
      const owner = known ?? (await unlessGone(readOwner(this.client, queue)));
      if (owner === undefined) continue;
      owners.set(key, owner);
      this.#owners.set(key, owner);
    }
    return owners;
  }
}

/** What is asked for; undefined where it is gone by now. */
async function unlessGone<T>(asking: Promise<T>): Promise<T | undefined> {
  try {
    return await asking;
  } catch (thrown) {
    if (thrown instanceof ManagementFailure && thrown.kind === 'absent') return undefined;
    throw thrown;
  }
}
