import { Pattern, WILDCARD } from '../pattern/pattern.js';

/** An exchange that exists in every vhost. */
export interface BuiltInExchange {
  readonly pattern: Pattern;
  readonly type: string;
}

/**
 * The exchanges of every vhost. Permissions on the default exchange, whose name is empty, are checked
 * under the name `amq.default`. Source: rabbitmq.com, "Access control" and "Exchanges".
 */
export const builtInExchanges: readonly BuiltInExchange[] = (
  [
    ['amq.default', 'direct'],
    ['amq.direct', 'direct'],
    ['amq.fanout', 'fanout'],
    ['amq.topic', 'topic'],
    ['amq.headers', 'headers'],
    ['amq.match', 'headers'],
    ['amq.rabbitmq.trace', 'topic'],
  ] as const
).map(([name, type]) => ({ pattern: Pattern.literal(name), type }));

/** The queues that the server names itself. */
export const serverNamedQueues = Pattern.fromParts(['amq.gen-', WILDCARD]);

/** The queues that need no declaration. Source: rabbitmq.com, "Queues" and "Direct reply-to". */
export const builtInQueues: readonly Pattern[] = [
  serverNamedQueues,
  Pattern.literal('amq.rabbitmq.reply-to'),
];

/**
 * The exchanges of every vhost that clients cannot use as the source of a binding, or cannot publish
 * to: the default exchange, and the internal one of the message tracer. Source: rabbit_channel and
 * rabbit_vhost at v4.3.5.
 */
const NOT_FREE: readonly string[] = ['amq.default', 'amq.rabbitmq.trace'];

/** Whether clients can publish to a built-in exchange, and bind something to it, by permission alone. */
export function boundFreely({ isLiteral, first }: Pattern): boolean {
  return isLiteral && !NOT_FREE.includes(first.binary);
}
