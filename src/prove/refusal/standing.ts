import type { RefusalText } from './text.js';

/*
 * What the broker refuses whatever the scopes say. Source: rabbit_channel, rabbit_amqp_session,
 * rabbit_amqp_management, rabbit_access_control, rabbit_volatile_queue, rabbit_classic_queue,
 * rabbit_amqqueue and rabbit_exchange.
 */

/** Refusals that no scope can lift, but for the tag `impersonator`. */
export const standingTexts: readonly RefusalText[] = [
  {
    kind: 'other',
    pattern: /user_id property set to '.{0,700}' but authenticated user was/u,
    meaning:
      'The message names another user in its `user_id` than the role that publishes it. Leave the property out, or set it to the ARN of the role, which is the name of its user. Only the user tag `impersonator` lets a role publish under other names.',
  },
  {
    kind: 'other',
    pattern: /contains reserved prefix 'amq\.|starts with reserved prefix 'amq\./u,
    meaning:
      'Names that begin with `amq.` are kept for the broker: no client can declare one, whatever its permissions. Take another name; for a queue with a name of the server, declare it with an empty name.',
  },
  {
    kind: 'other',
    pattern: /operation not permitted on the default exchange/u,
    meaning:
      'Nobody may bind to, declare or delete the default exchange. Every queue is reached through it by the name of the queue, without a binding. No permission changes that.',
  },
  {
    kind: 'other',
    pattern: /deletion of system/u,
    meaning:
      'Nobody may delete the exchanges that the broker has by itself. No permission changes that.',
  },
  {
    kind: 'other',
    pattern: /(?:cannot publish to|forbidden to publish to) internal/u,
    meaning:
      'The exchange is internal: it takes messages from other exchanges alone, and no client publishes to it. Publish to the exchange that it is bound to. No permission changes that.',
  },
  {
    kind: 'other',
    pattern: /volatile \(direct reply-to\) queue|basic\.get not supported by volatile/u,
    meaning:
      'That is a queue for direct answers, which only delivers to its own consumer: it is not bound, and not read by basic.get. No permission changes that.',
  },
  {
    kind: 'other',
    pattern: /in exclusive use|exclusive access to locked|cannot obtain access to locked/u,
    meaning:
      'Another connection or consumer holds the queue for itself alone. No permission changes that: close it, or give the queue a name of its own.',
  },
  {
    kind: 'other',
    pattern: /Broker settings disallow/u,
    meaning:
      'The settings of the broker switch this off for everybody. No permission changes that.',
  },
];
