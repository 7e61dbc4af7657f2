import type { ProtocolUses } from './use.js';

/** The queue that a subscription to an exchange or a topic gets. */
const QUEUE = 'stomp-subscription-*';

/**
 * What clients do over STOMP. Source: rabbit_stomp_processor and rabbit_routing_util, from 4.2
 * rabbit_stomp_routing_util, at the tags v3.13.0 to v4.3.5; tried on 4.0.5 and 4.3.6.
 */
export const STOMP_USES: ProtocolUses = {
  name: 'STOMP',
  plugin: 'rabbitmq_stomp',
  uses: [
    { does: 'SEND to `/exchange/X/K`', phrases: ['publish exchange X key K'] },
    { does: 'SEND to `/exchange/X`', phrases: ['publish exchange X key ""'] },
    { does: 'SEND to `/topic/K`', phrases: ['publish exchange amq.topic key K'] },
    {
      does: 'SEND to `/queue/NEW`',
      phrases: ['declare queue NEW', 'publish exchange amq.default'],
      note: 'The queue is declared at the first use, also where it exists.',
    },
    { does: 'SEND to `/amq/queue/Q`', phrases: ['publish exchange amq.default'] },
    { does: 'SEND to `/reply-queue/Q`', phrases: ['publish exchange amq.default'] },
    {
      does: 'SEND to `/amq/queue/Q` with `reply-to:/temp-queue/N`',
      phrases: ['publish exchange amq.default', 'declare, consume queue amq.gen-*'],
      note: 'The queue for the answers is one that the broker names.',
    },
    { does: 'SUBSCRIBE to `/queue/NEW`', phrases: ['declare, consume queue NEW'] },
    { does: 'SUBSCRIBE to `/amq/queue/Q`', phrases: ['consume queue Q'] },
    {
      does: 'SUBSCRIBE to `/exchange/X/K`',
      phrases: [`declare, consume queue ${QUEUE}`, `bind queue ${QUEUE} to exchange X key K`],
    },
    {
      does: 'SUBSCRIBE to `/exchange/X`',
      phrases: [`declare, consume queue ${QUEUE}`, `bind queue ${QUEUE} to exchange X key ""`],
    },
    {
      does: 'SUBSCRIBE to `/topic/K`',
      phrases: [
        `declare, consume queue ${QUEUE}`,
        `bind queue ${QUEUE} to exchange amq.topic key K`,
      ],
    },
    {
      does: 'SUBSCRIBE to `/topic/K` with `durable:true` and an id, and UNSUBSCRIBE of it',
      phrases: [
        `declare, delete, consume queue ${QUEUE}`,
        `bind queue ${QUEUE} to exchange amq.topic key K`,
      ],
      note: 'The name of the queue is made of the topic and the id.',
    },
    {
      does: 'SUBSCRIBE to `/topic/K` with `x-queue-name:NEW`',
      phrases: ['declare, consume queue NEW', 'bind queue NEW to exchange amq.topic key K'],
      note: 'So a client can have a queue of a name of its own, and nobody a right to the queues of all subscriptions.',
    },
    {
      does: 'SUBSCRIBE to `/queue/NEW` with `x-dead-letter-exchange:Y`',
      phrases: ['declare queue NEW dead-letter Y', 'consume queue NEW'],
    },
  ],
};

/** Source: rabbitmq_web_stomp, which hands on to rabbit_stomp_processor; tried on 4.0.5 and 4.3.6. */
export const WEB_STOMP: ProtocolUses = {
  name: 'STOMP over WebSocket',
  plugin: 'rabbitmq_web_stomp',
  uses: [
    {
      does: 'SEND to `/topic/K`',
      phrases: ['publish exchange amq.topic key K'],
      note: 'All else is as over STOMP, too.',
    },
    { does: 'SUBSCRIBE to `/amq/queue/Q`', phrases: ['consume queue Q'] },
  ],
};
