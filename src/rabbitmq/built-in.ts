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
