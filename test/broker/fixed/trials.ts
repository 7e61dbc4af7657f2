import type { Channel } from 'amqplib';
import type { Management, Answer } from '../../bed/management.js';
import type { StreamOperation } from '../../bed/stream.js';

/** Something that the broker answers in its own way whatever the scopes say, or nearly so. */
export interface Trial {
  /** As a policy writes it. */
  readonly phrase: string;
  readonly amqp?: (channel: Channel) => Promise<unknown>;
  /** For what the stream protocol alone has. */
  readonly stream?: readonly [operation: StreamOperation, name: string];
  readonly http?: (api: Management, vhost: string) => Promise<Answer>;
  /** Words of the refusal over AMQP, or the code over the stream protocol; undefined where it is permitted. */
  readonly reply?: RegExp;
}

const RESERVED = /ACCESS_REFUSED - (?:queue|exchange) name '.*' contains reserved prefix 'amq\.\*'/;
const DEFAULT = /ACCESS_REFUSED - operation not permitted on the default exchange/;
const SYSTEM = /ACCESS_REFUSED - deletion of system exchange '.*' in vhost '.*' not allowed/;
const INTERNAL = /ACCESS_REFUSED - cannot publish to internal exchange/;
/** 4.0 finds nothing there, and 4.3 knows what it is. */
const NO_QUEUE =
  /NOT_FOUND - no queue 'amq\.rabbitmq\.reply-to'|cannot bind or unbind to a volatile|NOT_IMPLEMENTED - queue\.purge not supported/;

/** What is tried by a role with every right. A queue `work` and an exchange `fan` are there. */
export const TRIALS: readonly Trial[] = [
  {
    phrase: 'declare queue amq.foo',
    amqp: (channel) => channel.assertQueue('amq.foo'),
    http: (api, vhost) => api.put(`queues/${vhost}/amq.foo`),
    reply: RESERVED,
  },
  { phrase: 'declare queue amq.gen-*', amqp: (channel) => channel.assertQueue('') },
  {
    phrase: 'declare queue amq.gen-foo',
    amqp: (channel) => channel.assertQueue('amq.gen-foo'),
    http: (api, vhost) => api.put(`queues/${vhost}/amq.gen-foo`),
    reply: RESERVED,
  },
  {
    phrase: 'declare queue amq.dyn-foo',
    amqp: (channel) => channel.assertQueue('amq.dyn-foo'),
    reply: RESERVED,
  },
  {
    phrase: 'declare super-stream amq.sp',
    stream: ['createSuper', 'amq.sp'],
    reply: /response code 17/,
  },
  // Names of the broker's own are not looked at: 4.0 and 4.3 find no such super stream.
  { phrase: 'delete super-stream amq.sp', stream: ['deleteSuper', 'amq.sp'] },
  {
    phrase: 'declare stream amq.foo',
    amqp: (channel) => channel.assertQueue('amq.foo', { arguments: { 'x-queue-type': 'stream' } }),
    reply: RESERVED,
  },
  {
    phrase: 'delete queue amq.gen-x',
    amqp: (channel) => channel.deleteQueue('amq.gen-x'),
  },
  {
    phrase: 'declare exchange amq.foo',
    amqp: (channel) => channel.assertExchange('amq.foo', 'direct'),
    http: (api, vhost) => api.put(`exchanges/${vhost}/amq.foo`, { type: 'direct' }),
    reply: RESERVED,
  },
  {
    phrase: 'declare exchange amq.direct',
    amqp: (channel) => channel.assertExchange('amq.direct', 'direct'),
    http: (api, vhost) =>
      api.put(`exchanges/${vhost}/amq.direct`, { type: 'direct', durable: true }),
  },
  {
    phrase: 'declare exchange amq.rabbitmq.trace',
    amqp: (channel) => channel.assertExchange('amq.rabbitmq.trace', 'topic', { internal: true }),
  },
  {
    phrase: 'declare exchange amq.default',
    amqp: (channel) => channel.assertExchange('', 'direct'),
    http: (api, vhost) => api.put(`exchanges/${vhost}/amq.default`, { type: 'direct' }),
    reply: DEFAULT,
  },
  {
    phrase: 'delete exchange amq.default',
    amqp: (channel) => channel.deleteExchange(''),
    http: (api, vhost) => api.delete(`exchanges/${vhost}/amq.default`),
    reply: DEFAULT,
  },
  ...['amq.direct', 'amq.topic', 'amq.rabbitmq.trace', 'amq.absent'].map((name) => ({
    phrase: `delete exchange ${name}`,
    amqp: (channel: Channel) => channel.deleteExchange(name),
    ...(name === 'amq.absent'
      ? {}
      : {
          http: (api: Management, vhost: string) => api.delete(`exchanges/${vhost}/${name}`),
        }),
    reply: SYSTEM,
  })),
  {
    phrase: 'bind queue work to exchange amq.default',
    amqp: (channel) => channel.bindQueue('work', '', 'k'),
    http: (api, vhost) => api.post(`bindings/${vhost}/e/amq.default/q/work`, { routing_key: 'k' }),
    reply: DEFAULT,
  },
  {
    phrase: 'unbind queue work from exchange amq.default',
    amqp: (channel) => channel.unbindQueue('work', '', 'work'),
    reply: DEFAULT,
  },
  {
    phrase: 'bind stream log to exchange amq.default',
    amqp: (channel) => channel.bindQueue('log', '', 'k'),
    reply: DEFAULT,
  },
  {
    phrase: 'bind exchange fan to exchange amq.default',
    amqp: (channel) => channel.bindExchange('fan', '', 'k'),
    reply: DEFAULT,
  },
  {
    phrase: 'bind exchange amq.default to exchange fan',
    amqp: (channel) => channel.bindExchange('', 'fan', 'k'),
    reply: DEFAULT,
  },
  {
    phrase: 'bind exchange amq.rabbitmq.trace to exchange fan',
    amqp: (channel) => channel.bindExchange('amq.rabbitmq.trace', 'fan', 'k'),
  },
  {
    phrase: 'bind queue work to exchange amq.rabbitmq.trace',
    amqp: (channel) => channel.bindQueue('work', 'amq.rabbitmq.trace', 'k'),
  },
  ...['amq.rabbitmq.trace', 'amq.rabbitmq.log', 'amq.rabbitmq.event'].map((name) => ({
    phrase: `publish exchange ${name}`,
    amqp: (channel: Channel) => publishOn(channel, name),
    http: (api: Management, vhost: string) => api.publish(decodeURIComponent(vhost), name, 'k'),
    reply: INTERNAL,
  })),
  {
    phrase: 'publish exchange amq.default',
    amqp: (channel) => publishOn(channel, ''),
  },
  {
    phrase: 'bind queue amq.rabbitmq.reply-to to exchange fan',
    amqp: (channel) => channel.bindQueue('amq.rabbitmq.reply-to', 'fan', 'k'),
    reply: NO_QUEUE,
  },
  {
    phrase: 'purge queue amq.rabbitmq.reply-to',
    amqp: (channel) => channel.purgeQueue('amq.rabbitmq.reply-to'),
    reply: NO_QUEUE,
  },
];

/** What everybody may do who is in the vhost. */
export const FREE: readonly Trial[] = [
  {
    phrase: 'consume queue amq.rabbitmq.reply-to',
    amqp: (channel) => channel.consume('amq.rabbitmq.reply-to', () => undefined, { noAck: true }),
  },
  {
    phrase: 'declare queue amq.rabbitmq.reply-to',
    amqp: (channel) => channel.assertQueue('amq.rabbitmq.reply-to'),
  },
];

/** What seems near to that and is checked. */
export const CHECKED: readonly Trial[] = [
  {
    phrase: 'purge queue amq.rabbitmq.reply-to',
    amqp: (channel) => channel.purgeQueue('amq.rabbitmq.reply-to'),
    reply: /read access to queue 'amq\.rabbitmq\.reply-to'/,
  },
  {
    phrase: 'read queue amq.rabbitmq.reply-to',
    amqp: (channel) => channel.get('amq.rabbitmq.reply-to'),
    reply: /read access to queue 'amq\.rabbitmq\.reply-to'/,
  },
  {
    phrase: 'delete queue amq.rabbitmq.reply-to',
    amqp: (channel) => channel.deleteQueue('amq.rabbitmq.reply-to'),
    reply: /configure access to queue 'amq\.rabbitmq\.reply-to'/,
  },
  {
    phrase: 'consume queue amq.rabbitmq.reply-to.x',
    amqp: (channel) => channel.consume('amq.rabbitmq.reply-to.x', () => undefined),
    reply: /read access to queue 'amq\.rabbitmq\.reply-to\.x'/,
  },
  {
    phrase: 'declare queue amq.gen-*',
    amqp: (channel) => channel.assertQueue(''),
    reply: /configure access to queue 'amq\.gen-[A-Za-z0-9_-]{22}'/,
  },
];

/** Publishes, and asks for something that the broker answers once it has taken that. */
async function publishOn(channel: Channel, exchange: string): Promise<unknown> {
  channel.publish(exchange, 'k', Buffer.alloc(0));
  return channel.checkExchange('amq.direct');
}
