import type { LiveBinding, LiveExchange, LiveQueue } from '../management/topology.js';
import { queueKey, type Sample } from './sample.js';

/** How often something was seen. */
export interface Sighting {
  /** The names of the connections that did it. */
  readonly connections: Set<string>;
  /** The numbers of the samples in which it was seen, from 1. */
  readonly samples: Set<number>;
}

/** What the connections of one user did in one vhost. */
export interface Doings {
  readonly user: string;
  readonly vhost: string;
  readonly connected: Sighting;
  /** The exchanges published to, where the broker counts them by channel; the default one is empty. */
  readonly published: Map<string, Sighting>;
  /** Channels that published; the samples are those in which their count had grown. */
  readonly publishing: Sighting;
  /** The queues consumed, or fetched from. */
  readonly consumed: Map<string, Sighting>;
  /** The queues that are exclusive to its connections. */
  readonly owned: Map<string, Sighting>;
  /** The streams published to by the stream protocol. */
  readonly streams: Map<string, Sighting>;
  /** The names of its MQTT clients. */
  readonly mqtt: Map<string, Sighting>;
  /** The protocols of its connections. */
  readonly protocols: Set<string>;
}

/** What was seen of a broker in some samples. */
export class Evidence {
  readonly #doings = new Map<string, Doings>();
  readonly #published = new Map<string, number>();
  readonly #publishedIn = new Map<string, number>();
  /** By {@link queueKey}. */
  readonly queues = new Map<string, LiveQueue>();
  readonly exchanges = new Map<string, LiveExchange>();
  readonly bindings = new Map<string, LiveBinding>();
  readonly #bySource = new Map<string, LiveBinding[]>();
  readonly #byQueue = new Map<string, LiveBinding[]>();
  /** The samples in which more had been published to an exchange, by {@link queueKey}. */
  readonly grown = new Map<string, Set<number>>();
  /** How many samples there are. */
  samples = 0;
  /** Whether all publishers of the stream protocol were shown. */
  showsStreams = true;

  /** By user and vhost, in the order of their names; made anew each time. */
  get doings(): readonly Doings[] {
    return Array.from(this.#doings)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, doings]) => doings);
  }

  /** The names of the users that were seen, in order. */
  get users(): readonly string[] {
    return [...new Set(this.doings.map(({ user }) => user))];
  }

  /** The bindings from an exchange. */
  from(vhost: string, exchange: string): readonly LiveBinding[] {
    return this.#bySource.get(queueKey(vhost, exchange)) ?? [];
  }

  /** The bindings to a queue, but that of the default exchange. */
  to(vhost: string, queue: string): readonly LiveBinding[] {
    const all = this.#byQueue.get(queueKey(vhost, queue)) ?? [];
    return all.filter(({ source }) => source !== '');
  }

  /** Takes a further sample in. */
  add(sample: Sample): void {
    this.samples++;
    const users = new Map(sample.connections.map(({ name, user }) => [name, user]));
    for (const queue of sample.queues) this.queues.set(queueKey(queue.vhost, queue.name), queue);
    for (const binding of sample.bindings) {
      const { vhost, source, destinationType, destination, routingKey } = binding;
      const key = [vhost, source, destinationType, destination, routingKey].join('\u0000');
      if (this.bindings.has(key)) continue;
      this.bindings.set(key, binding);
      pushTo(this.#bySource, queueKey(vhost, source), binding);
      if (destinationType === 'queue') pushTo(this.#byQueue, queueKey(vhost, destination), binding);
    }
    for (const exchange of sample.exchanges) this.#addExchange(exchange);
    for (const { name, user, vhost, protocol = '', clientId } of sample.connections) {
      const doings = this.#of(user, vhost);
      if (doings === undefined) continue;
      this.#see(doings.connected, name);
      if (protocol !== '') doings.protocols.add(protocol);
      if (protocol.startsWith('MQTT') && clientId !== undefined)
        this.#see(sightingIn(doings.mqtt, clientId), name);
    }
    for (const { name, connection, user, vhost, published = 0 } of sample.channels) {
      const doings = this.#of(user ?? users.get(connection ?? ''), vhost);
      if (doings === undefined) continue;
      const by = connection ?? name;
      if (published > (this.#published.get(name) ?? 0)) this.#see(doings.publishing, by);
      this.#published.set(name, published);
      const { publishes = [], deliveries = [] } = sample.details.get(name) ?? {};
      for (const { exchange, count } of publishes)
        if (count > 0) this.#see(sightingIn(doings.published, exchange), by);
      for (const queue of deliveries) this.#see(sightingIn(doings.consumed, queue), by);
    }
    for (const { vhost, queue, user, connection = '' } of sample.consumers) {
      const doings = this.#of(user ?? users.get(connection), vhost);
      if (doings !== undefined) this.#see(sightingIn(doings.consumed, queue), connection);
    }
    this.showsStreams &&= sample.streamPublishers !== undefined;
    for (const { vhost, stream, user, connection = '' } of sample.streamPublishers ?? []) {
      const doings = this.#of(user ?? users.get(connection), vhost);
      if (doings !== undefined) this.#see(sightingIn(doings.streams, stream), connection);
    }
    for (const [key, connection] of sample.owners) {
      const [vhost = '', queue = ''] = key.split('\u0000');
      const doings = this.#of(users.get(connection), vhost);
      if (doings !== undefined) this.#see(sightingIn(doings.owned, queue), connection);
    }
  }

  #addExchange(exchange: LiveExchange): void {
    const key = queueKey(exchange.vhost, exchange.name);
    const { publishedIn = 0 } = exchange;
    if (publishedIn > (this.#publishedIn.get(key) ?? 0))
      this.grown.set(key, (this.grown.get(key) ?? new Set()).add(this.samples));
    this.#publishedIn.set(key, publishedIn);
    this.exchanges.set(key, exchange);
  }

  #see({ connections, samples }: Sighting, connection: string): void {
    connections.add(connection);
    samples.add(this.samples);
  }

  #of(user: string | undefined, vhost: string | undefined): Doings | undefined {
    if (user === undefined || vhost === undefined) return undefined;
    const key = `${user}\u0000${vhost}`;
    const known = this.#doings.get(key);
    if (known !== undefined) return known;
    const doings: Doings = {
      user,
      vhost,
      connected: sighting(),
      published: new Map(),
      publishing: sighting(),
      consumed: new Map(),
      owned: new Map(),
      streams: new Map(),
      mqtt: new Map(),
      protocols: new Set(),
    };
    this.#doings.set(key, doings);
    return doings;
  }
}

function pushTo(all: Map<string, LiveBinding[]>, key: string, binding: LiveBinding): void {
  const known = all.get(key);
  if (known === undefined) all.set(key, [binding]);
  else known.push(binding);
}

function sighting(): Sighting {
  return { connections: new Set(), samples: new Set() };
}

function sightingIn(all: Map<string, Sighting>, name: string): Sighting {
  const known = all.get(name) ?? sighting();
  all.set(name, known);
  return known;
}
