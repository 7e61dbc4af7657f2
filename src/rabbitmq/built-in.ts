import { Pattern, WILDCARD } from '../pattern/pattern.js';

/** An exchange that exists in every vhost. */
export interface BuiltInExchange {
  readonly pattern: Pattern;
  readonly type: string;
}

/** The default exchange, whose name is empty, under the name by which permissions know it. */
export const DEFAULT_EXCHANGE = Pattern.literal('amq.default');

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

/** What the name of such a queue looks like. */
export const serverNamedExample = Pattern.literal('amq.gen-JzTY20BRgKO-HjmUJj0wLg');

/** Where clients wait for replies: it is called a queue, and there is none. */
export const REPLY_TO = Pattern.literal('amq.rabbitmq.reply-to');

/** The queues that need no declaration. Source: rabbitmq.com, "Queues" and "Direct reply-to". */
export const builtInQueues: readonly Pattern[] = [serverNamedQueues, REPLY_TO];

/** The built-in exchange of a name, if there is one. */
export function builtInExchange({ key }: Pattern): BuiltInExchange | undefined {
  return byKey.get(key);
}

/**
 * Whether a name is one that no exchange can ever be given: it has the reserved prefix, and is none of those
 * that the broker has by itself. Source: rabbit_channel, `check_name`.
 */
export function isReservedExchange({ isLiteral, first, key }: Pattern): boolean {
  const name = first.binary;
  return (
    isLiteral && name.startsWith('amq.') && !name.startsWith('amq.rabbitmq.') && !byKey.has(key)
  );
}

const byKey = new Map(builtInExchanges.map((one) => [one.pattern.key, one]));
