import { Pattern, WILDCARD } from '../../pattern/pattern.js';
import type { Permission } from '../../rabbitmq/scope.js';

/** The names that a protocol's clients do not choose, and what gives their client what it does with them. */
export interface MadeName {
  readonly names: Pattern;
  /**
   * The phrase that gives a permission on such a name, as a policy writes it: `X` and `K` stand for the
   * exchange and the key that it is bound to with.
   */
  readonly grant: (name: string, permission: Permission) => string;
  /** What else to know of it, in sentences. */
  readonly remark: string;
}

const starting = (text: string): Pattern => Pattern.fromParts([text, WILDCARD]);

const WILL = 'mqtt-will-';

/**
 * The names that the broker makes up for clients and links, but those of AMQP 0-9-1 and the queues of MQTT
 * clients. Source: the same as of the tables in `uses`.
 */
export const MADE_NAMES: readonly MadeName[] = [
  {
    names: starting('stomp-subscription-'),
    grant: (_, permission) =>
      permission === 'write'
        ? 'bind queue stomp-subscription-* to exchange X key K'
        : 'declare, consume queue stomp-subscription-*',
    remark:
      'The queue is that of a subscription over STOMP, which is bound too: grant `bind queue stomp-subscription-* to exchange X key K`, for `/topic/K` with the exchange `amq.topic`. The broker makes up its name, so the right is one to the queues of all subscriptions; with the header `x-queue-name` a client has one of a name of its own.',
  },
  {
    names: starting(WILL),
    grant: (name) => `declare queue ${name} dead-letter amq.topic`,
    remark: `The queue is that in which a will with a delay waits, of the MQTT client whose id follows \`${WILL}\`. It also takes \`publish exchange amq.default\`, by which the will gets there, and \`publish mqtt T\` for its topic.`,
  },
  ...['amq.dyn-', 'amq.dyn.gen-'].map((start): MadeName => ({
    names: starting(start),
    grant: () => `declare, consume queue ${start}*`,
    remark:
      "The queue is one that the broker makes for a dynamic address of AMQP 1.0. It makes up its name, so the right is one to everybody's.",
  })),
  {
    names: starting('amq.rabbitmq.reply-to.'),
    grant: () => 'consume queue amq.rabbitmq.reply-to.*',
    remark:
      'The queue is one for direct answers. Over AMQP 1.0 the broker asks for `read` on it; over AMQP 0-9-1 for nothing.',
  },
  {
    names: starting('federation: '),
    grant: (_, permission) =>
      permission === 'write'
        ? 'bind exchange "federation: X *" to exchange X key K'
        : 'declare, consume queue "federation: X *"',
    remark:
      'It is made by a link of federation, for its exchange X. As the user of an upstream the role also needs `bind exchange "federation: X *" to exchange X key K`.',
  },
];
