import { execFile } from 'node:child_process';
import { program } from '../../cli/warren.js';
import { answering, json, type Answering, type Behaviour } from '../../management/server.js';

/** What each path below `/api/` answers, by the number of the sample from 1. */
export type World =
  Readonly<Record<string, unknown>> | ((sample: number) => Readonly<Record<string, unknown>>);

const VHOST = 'shop';
const RATES = { rabbitmq_version: '4.2.1', product_name: 'RabbitMQ' };

/** A connection's name, by a number. */
function connectionName(port: number): string {
  return `127.0.0.1:${port} -> 127.0.0.1:5672`;
}

function channel(port: number, user: string, publish?: number): object {
  return {
    name: `${connectionName(port)} (1)`,
    user,
    vhost: VHOST,
    connection_details: { name: connectionName(port) },
    ...(publish === undefined ? { message_stats: [] } : { message_stats: { publish } }),
  };
}

function consumer(port: number, user: string, queue: string): object {
  return {
    queue: { name: queue, vhost: VHOST },
    consumer_tag: 'amq.ctag-x',
    channel_details: {
      name: `${connectionName(port)} (1)`,
      connection_name: connectionName(port),
      user,
    },
  };
}

function binding(source: string, destination: string, key: string): object {
  return {
    vhost: VHOST,
    source,
    destination,
    destination_type: 'queue',
    routing_key: key,
    arguments: {},
  };
}

const rights = (user: string, configure: string, write: string, read: string): object => ({
  user,
  vhost: VHOST,
  configure,
  write,
  read,
});

const EXCHANGES = [
  { name: 'orders', vhost: VHOST, type: 'topic', durable: true, arguments: {} },
  { name: 'audit', vhost: VHOST, type: 'topic', durable: true, arguments: {} },
  { name: 'graveyard', vhost: VHOST, type: 'fanout', durable: true, arguments: {} },
];
const QUEUES = [
  {
    name: 'work',
    vhost: VHOST,
    durable: true,
    arguments: { 'x-dead-letter-exchange': 'graveyard' },
  },
  { name: 'dead', vhost: VHOST, durable: true, arguments: {} },
];
const PASSING = [
  {
    name: 'amq.gen-JzTY20BRgKO-HjmUJj0wLg',
    vhost: VHOST,
    durable: false,
    exclusive: true,
    arguments: {},
  },
  {
    name: 'asker.reply.550e8400-e29b-41d4-a716-446655440000',
    vhost: VHOST,
    durable: false,
    auto_delete: true,
    arguments: {},
  },
  { name: 'lonely', vhost: VHOST, exclusive: true, arguments: {} },
  { name: 'log', vhost: VHOST, durable: true, type: 'stream', arguments: {} },
];
const BINDINGS = [
  binding('', 'work', 'work'),
  binding('orders', 'work', 'order.*'),
  binding('orders', 'work', 'order.#'),
  binding('graveyard', 'dead', ''),
  binding('amq.topic', 'mqtt-subscription-meter-1qos1', 'meters.*.on'),
];

const DEFINITIONS = {
  users: [
    { name: 'publisher', password_hash: 'never-shown', tags: [] },
    { name: 'worker', password_hash: 'never-shown', tags: ['management'] },
    { name: 'asker', password_hash: 'never-shown', tags: [] },
    { name: 'meter', password_hash: 'never-shown', tags: [] },
    { name: 'retired', password_hash: 'never-shown', tags: [] },
  ],
  vhosts: [{ name: VHOST }, { name: 'other' }],
  permissions: [
    rights('publisher', '', '^(orders|audit)$', ''),
    rights('worker', '.*', '.*', '.*'),
    rights('asker', '^(amq\\.gen-|asker\\.)', '^amq\\.default$', '^(amq\\.gen-|asker\\.)'),
    rights('meter', '^mqtt-', '^(mqtt-|amq\\.topic$)', '^(mqtt-|amq\\.topic$)'),
    rights('retired', '.*', '.*', '.*'),
  ],
  topic_permissions: [
    { user: 'publisher', vhost: VHOST, exchange: 'orders', write: '^order\\.', read: '^$' },
  ],
  exchanges: EXCHANGES,
  queues: QUEUES,
  bindings: [],
};

/** Seven clients of six users at work, as a broker shows them that counts so finely. */
export function shop(rates: 'basic' | 'detailed'): World {
  return (sample) => ({
    overview: { ...RATES, rates_mode: rates },
    whoami: { name: 'ops', tags: ['administrator'] },
    definitions: DEFINITIONS,
    connections: [
      ...[
        [1, 'publisher'],
        [2, 'worker'],
        [3, 'worker'],
        [4, 'asker'],
        [7, 'arn:aws:iam::111122223333:role/reporter'],
      ].map(([port, user]) => ({
        name: connectionName(Number(port)),
        user,
        vhost: VHOST,
        protocol: 'AMQP 0-9-1',
        client_properties: { connection_name: 7 },
      })),
      {
        name: connectionName(5),
        user: 'meter',
        vhost: VHOST,
        protocol: 'MQTT 5-0',
        client_properties: { client_id: 'meter-1' },
      },
      { name: connectionName(6), user: 'streamer', vhost: VHOST, protocol: 'stream' },
      { name: connectionName(8) },
    ],
    channels: [
      channel(1, 'publisher', sample === 1 ? undefined : 10 * sample),
      channel(2, 'worker', 5),
      channel(3, 'worker'),
      channel(4, 'asker', 5),
    ],
    [`channels/${connectionName(1)} (1)`]: {
      publishes:
        rates === 'basic'
          ? []
          : [{ exchange: { name: 'orders', vhost: VHOST }, stats: { publish: 10 } }],
    },
    [`channels/${connectionName(2)} (1)`]: {
      publishes:
        rates === 'basic' ? [] : [{ exchange: { name: '', vhost: VHOST }, stats: { publish: 5 } }],
      deliveries:
        rates === 'basic' ? [] : [{ queue: { name: 'dead', vhost: VHOST }, stats: { get: 1 } }],
    },
    consumers: [
      consumer(2, 'worker', 'work'),
      consumer(3, 'worker', 'work'),
      ...(sample === 1 ? [] : [consumer(4, 'asker', 'amq.gen-JzTY20BRgKO-HjmUJj0wLg')]),
      consumer(6, 'streamer', 'log'),
      consumer(4, 'asker', 'asker.reply.550e8400-e29b-41d4-a716-446655440000'),
      { ...consumer(5, 'meter', 'mqtt-subscription-meter-1qos1'), consumer_tag: 'mqtt' },
      { queue: { name: 'gone', vhost: VHOST }, channel_details: [] },
    ],
    exchanges: [
      { name: '', vhost: VHOST, type: 'direct', message_stats: { publish_in: 10 } },
      ...EXCHANGES.map((exchange) =>
        exchange.name === 'orders'
          ? { ...exchange, message_stats: { publish_in: sample === 1 ? 0 : 10 * sample } }
          : exchange,
      ),
    ],
    queues: [...QUEUES, ...PASSING],
    ...(rates === 'detailed' && {
      'stream/publishers': [
        {
          connection_details: { name: connectionName(6), user: 'streamer' },
          queue: { name: 'log', vhost: VHOST },
        },
        { connection_details: [], queue: [] },
      ],
    }),
    [`queues/${VHOST}/lonely`]: { owner_pid_details: { name: connectionName(4) } },
    [`queues/${VHOST}/amq.gen-JzTY20BRgKO-HjmUJj0wLg`]: {
      owner_pid_details: { name: connectionName(4) },
    },
    bindings: BINDINGS,
  });
}

/** Serves a world; a sample begins when the channels are asked for. */
export function serving(world: World): Behaviour {
  let sample = 0;
  return (response, request, asked) => {
    const path = decodeURIComponent(new URL(request.url ?? '', 'http://broker').pathname.slice(5));
    if (path === 'channels') sample++;
    const answers = typeof world === 'function' ? world(Math.max(1, sample)) : world;
    if (Object.hasOwn(answers, path)) json(answers[path])(response, request, asked);
    else json({ error: 'Object Not Found', reason: 'Not Found' }, 404)(response, request, asked);
  };
}

/** Serves something while a test goes on. */
export async function withBroker<T>(
  behave: Behaviour,
  test: (broker: Answering) => Promise<T>,
): Promise<T> {
  const broker = await answering(behave);
  try {
    return await test(broker);
  } finally {
    await broker.stop();
  }
}

/** How a run ended. */
export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How it is run. */
export interface Running {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Interrupts it, as Ctrl-C does, once it has told this. */
  readonly interruptAfter?: RegExp;
}

/** Runs `warren import`, while this process goes on serving. */
export function importing(
  args: readonly string[],
  { cwd = '/', env = {}, interruptAfter }: Running = {},
): Promise<Outcome> {
  return new Promise((resolve) => {
    const { PATH } = process.env;
    const child = execFile(
      process.execPath,
      [program, 'import', ...args],
      { cwd, env: { PATH, ...env } },
      (error, stdout, stderr) => {
        const status = typeof error?.code === 'number' ? error.code : error === null ? 0 : -1;
        resolve({ status, stdout, stderr });
      },
    );
    child.stderr?.on('data', (text: string) => {
      if (interruptAfter?.test(text) === true) child.kill('SIGINT');
    });
  });
}
