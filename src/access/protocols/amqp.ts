import { Pattern, WILDCARD } from '../../pattern/pattern.js';
import {
  builtInExchanges,
  DEFAULT_EXCHANGE,
  REPLY_TO,
  serverNamedExample,
  serverNamedQueues,
} from '../../rabbitmq/built-in.js';
import type { CheckedOperation, FixedAnswer, Need, Protocol, Spared } from './protocol.js';

const configure: Need = { permission: 'configure', on: 'name' };
const write: Need = { permission: 'write', on: 'name' };
const read: Need = { permission: 'read', on: 'name' };

/** Source: rabbit_amqp_management.erl at the tags v4.0.0 to v4.3.5; tried on 4.0.5 and 4.3.6. */
const others = { askedWith: 'alternateExchangeCheckedByAmqp10', over: 'AMQP 1.0' } as const;

/**
 * The operations of AMQP 0-9-1, which AMQP 1.0 has too. Source: RabbitMQ's access control guide, and
 * rabbit_channel.erl at v4.3.5.
 */
const operations: readonly CheckedOperation[] = [
  { words: ['publish'], kinds: ['exchange'], needs: [{ ...write, keys: 'always' }] },
  { words: ['consume', 'purge'], kinds: ['queue', 'stream'], needs: [read] },
  {
    words: ['declare'],
    kinds: ['queue', 'stream'],
    needs: [configure],
    needsForOther: [read, { permission: 'write', on: 'other' }],
  },
  {
    words: ['declare'],
    kinds: ['exchange'],
    needs: [configure],
    needsForOther: [
      { ...read, others },
      { permission: 'write', on: 'other', others },
    ],
  },
  { words: ['delete'], kinds: ['queue', 'stream', 'exchange'], needs: [configure] },
  {
    words: ['bind', 'unbind'],
    kinds: ['queue', 'stream', 'exchange'],
    needs: [write, { permission: 'read', on: 'other', keys: 'always' }],
  },
];

const reserved = Pattern.fromParts(['amq.', WILDCARD]);
const replyTo = [REPLY_TO, Pattern.fromParts(['amq.rabbitmq.reply-to.', WILDCARD])];

/** Exchanges that clients may not publish to: those of the firehose, the log and the events. */
const internal = ['amq.rabbitmq.trace', 'amq.rabbitmq.log', 'amq.rabbitmq.event'].map((name) =>
  Pattern.literal(name),
);

/** Who declares again what exists changes nothing and needs `configure`, the default exchange aside. */
const existing = [...builtInExchanges.map(({ pattern }) => pattern), ...internal]
  .filter(({ key }) => key !== DEFAULT_EXCHANGE.key)
  .map((pattern): Spared => ({ pattern }));

const onDefault = {
  answer: 'refused',
  names: [DEFAULT_EXCHANGE],
  what: 'the default exchange',
  reply: 'operation not permitted on the default exchange',
} as const;

/**
 * Every answer to an operation on queues and exchanges that no permission changes. Source:
 * rabbitmq/rabbitmq-server at its tags v3.13.0 to v4.3.5: rabbit_channel (`check_name`,
 * `check_not_default_exchange`, `check_exchange_deletion`, `check_internal_exchange`,
 * `reject_volatile_queue_as_binding_target`, and the clauses for `amq.rabbitmq.reply-to`), with the
 * same in rabbit_amqp_management and rabbit_amqp_session;
 * rabbit_logger_exchange_h and rabbit_exchange_type_event for the internal exchanges. Each was tried
 * on 4.0.5 and 4.3.6.
 */
const answers: readonly FixedAnswer[] = [
  {
    answer: 'refused',
    words: ['declare'],
    kinds: ['queue'],
    on: 'name',
    names: [reserved],
    spared: [
      { pattern: serverNamedQueues, example: serverNamedExample },
      {
        pattern: Pattern.fromParts(['amq.dyn-', WILDCARD]),
        example: Pattern.literal('amq.dyn-client-link-JzTY20BRgKO-HjmUJj0wLg'),
        where: 'dynamicQueues',
      },
      {
        pattern: Pattern.fromParts(['amq.dyn.gen-', WILDCARD]),
        example: Pattern.literal('amq.dyn.gen-JzTY20BRgKO-HjmUJj0wLg'),
        where: 'dynamicQueues',
      },
      { pattern: REPLY_TO },
    ],
    unless: {
      where: 'amqpAddressV1',
      how: 'over AMQP 1.0 with an address of version 1, which RabbitMQ 4.0 to 4.2 take and do not check for reserved names',
    },
    what: 'the reserved prefix `amq.`',
    because:
      'no client gives a queue a name with the reserved prefix `amq.`; the broker makes up `amq.gen-…` itself where a client names none, and `declare queue amq.gen-*` is the right to that',
    reply: "contains reserved prefix 'amq.*'",
  },
  {
    answer: 'refused',
    words: ['declare'],
    kinds: ['exchange'],
    on: 'name',
    names: [reserved],
    spared: existing,
    what: 'the reserved prefix `amq.`',
    because: 'no client gives an exchange a name with the reserved prefix `amq.`',
    reply: "contains reserved prefix 'amq.*'",
  },
  {
    ...onDefault,
    words: ['declare', 'delete'],
    kinds: ['exchange'],
    on: 'name',
    because: 'the default exchange is there and stays as it is',
  },
  {
    ...onDefault,
    words: ['bind', 'unbind'],
    kinds: ['exchange'],
    on: 'name',
    because: 'the default exchange cannot be bound',
  },
  {
    ...onDefault,
    words: ['bind', 'unbind'],
    kinds: ['queue', 'stream', 'exchange'],
    on: 'other',
    because:
      'nothing can be bound to the default exchange, which delivers to every queue by its name',
  },
  {
    answer: 'refused',
    words: ['delete'],
    kinds: ['exchange'],
    on: 'name',
    names: [reserved],
    what: 'an exchange of the broker itself',
    because: "exchanges whose names start with `amq.` are the broker's own and cannot be deleted",
    reply: 'deletion of system exchange',
  },
  {
    answer: 'refused',
    words: ['publish'],
    kinds: ['exchange'],
    on: 'name',
    names: internal,
    what: 'an internal exchange',
    because: 'it is an internal exchange, to which the broker alone publishes',
    reply: 'cannot publish to internal exchange',
  },
  {
    answer: 'refused',
    words: ['bind', 'unbind'],
    kinds: ['queue'],
    on: 'name',
    names: replyTo,
    what: 'the reply queue',
    because: '`amq.rabbitmq.reply-to` is no queue that could be bound',
    reply: '',
  },
  {
    answer: 'refused',
    words: ['purge'],
    kinds: ['queue'],
    on: 'name',
    names: replyTo,
    what: 'the reply queue',
    because: '`amq.rabbitmq.reply-to` is no queue that could be purged',
    reply: '',
  },
  {
    answer: 'unchecked',
    words: ['consume', 'declare'],
    kinds: ['queue'],
    on: 'name',
    names: [REPLY_TO],
    what: 'the reply queue',
    because:
      'every client of the vhost may wait for replies on `amq.rabbitmq.reply-to`, which the broker checks for nobody',
    reply: '',
  },
];

/** AMQP 0-9-1 and AMQP 1.0. */
export const AMQP: Protocol = { operations, answers };
