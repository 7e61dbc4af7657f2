import type { ProtocolUses } from './use.js';

/**
 * What clients do over AMQP 1.0 with addresses of version 2 and the node `/management`. Source:
 * rabbit_amqp_session (`ensure_target`, `ensure_source`, `lookup_target`) and rabbit_amqp_management at the
 * tags v4.0.0 to v4.3.5; tried on 4.0.5 and 4.3.6.
 */
export const AMQP_1_0: ProtocolUses = {
  name: 'AMQP 1.0',
  has: { fact: 'amqpAddressV2', is: true },
  uses: [
    { does: 'send to `/exchanges/X/K`', phrases: ['publish exchange X key K'] },
    { does: 'send to `/exchanges/X`', phrases: ['publish exchange X key ""'] },
    {
      does: 'send without a target address, each message to `/exchanges/X/K`',
      phrases: ['publish exchange X key K'],
      note: 'The link is open to everybody in the vhost: each message is checked for itself.',
    },
    {
      does: 'send to `/exchanges/X/K` with the annotation `x-cc` K2',
      phrases: ['publish exchange X key K, K2'],
      has: { fact: 'amqp10CcRouted', is: true },
    },
    {
      does: 'send to `/queues/Q`',
      phrases: ['publish exchange amq.default'],
      note: 'It goes through the default exchange, so whoever may do it reaches every queue of the vhost. Send to an exchange that the queue is bound to instead.',
    },
    { does: 'receive from `/queues/Q`', phrases: ['consume queue Q'] },
    {
      does: 'receive from a dynamic source, a temporary queue',
      phrases: ['declare, consume queue amq.dyn-*'],
      has: { fact: 'dynamicQueues', is: true },
      note: 'Where the names of the container and the link have 150 bytes or more the queue is called `amq.dyn.gen-…` instead.',
    },
    {
      does: 'send to a dynamic target, a temporary queue',
      phrases: ['declare queue amq.dyn-*', 'publish exchange amq.default'],
      has: { fact: 'dynamicQueues', is: true },
    },
    {
      does: 'receive answers from a volatile queue',
      phrases: ['consume queue amq.rabbitmq.reply-to.*'],
      has: { fact: 'volatileQueues', is: true },
      note: 'Over AMQP 0-9-1 the same is checked for nobody.',
    },
    {
      does: 'send without a target address an answer to a volatile queue, `/queues/amq.rabbitmq.reply-to.…`',
      phrases: ['publish exchange amq.default'],
      has: { fact: 'volatileQueues', is: true },
    },
    { does: '`PUT /queues/NEW`', phrases: ['declare queue NEW'] },
    {
      does: '`PUT /queues/NEW` with the dead letter exchange Y',
      phrases: ['declare queue NEW dead-letter Y'],
    },
    {
      does: '`GET /queues/Q`',
      phrases: ['consume queue Q'],
      instead: (['nothing', 'configure'] as const).map((is) => ({
        on: { fact: 'passiveDeclare', is },
        phrases: ['connect'],
      })),
    },
    { does: '`DELETE /queues/Q/messages`', phrases: ['purge queue Q'] },
    { does: '`DELETE /queues/Q`', phrases: ['delete queue Q'] },
    { does: '`PUT /exchanges/NEW`', phrases: ['declare exchange NEW'] },
    {
      does: '`PUT /exchanges/NEW` with the alternate exchange Y',
      phrases: ['declare exchange NEW alternate Y'],
      instead: [
        {
          on: { fact: 'alternateExchangeCheckedByAmqp10', is: false },
          phrases: ['declare exchange NEW'],
        },
      ],
      note: 'Where the alternate exchange is not checked, a guardrail about publishing to it can be walked round.',
    },
    { does: '`DELETE /exchanges/Y`', phrases: ['delete exchange Y'] },
    {
      does: '`POST /bindings`, `GET /bindings` and `DELETE /bindings/…` of Q and X with the key K',
      phrases: ['bind queue Q to exchange X key K'],
    },
    {
      does: '`POST /bindings`, `GET /bindings` and `DELETE /bindings/…` of Y and X with the key K',
      phrases: ['bind exchange Y to exchange X key K'],
    },
    {
      does: '`PUT /auth/tokens`, to go on with a new token',
      phrases: ['connect'],
      has: { fact: 'amqp10TokenRenewal', is: true },
      note: 'The new token has to be one of the same role. Older releases close the connection when the first one ends.',
    },
  ],
};

/**
 * What clients do over AMQP 1.0 with addresses of version 1. Source: rabbit_amqp_session (`ensure_target_v1`,
 * `ensure_source_v1`) at the tags v4.0.0 to v4.3.5, tried on 4.0.5; for 3.13 the plugin rabbitmq_amqp1_0 at
 * v3.13.7, which has the same declared, bound and published over AMQP 0-9-1.
 */
export const AMQP_1_0_V1: ProtocolUses = {
  name: 'AMQP 1.0, addresses of version 1',
  has: { fact: 'amqpAddressV1Taken', is: true },
  uses: [
    { does: 'send to `/exchange/X/K`', phrases: ['publish exchange X key K'] },
    { does: 'send to `/topic/K`', phrases: ['publish exchange amq.topic key K'] },
    {
      does: 'send to `/queue/NEW`',
      phrases: ['declare queue NEW', 'publish exchange amq.default'],
    },
    { does: 'send to `/amq/queue/Q`', phrases: ['publish exchange amq.default'] },
    {
      does: 'receive from `/exchange/X/K`',
      phrases: ['declare, consume queue amq.gen-*', 'bind queue amq.gen-* to exchange X key K'],
    },
    {
      does: 'receive from `/topic/K`',
      phrases: [
        'declare, consume queue amq.gen-*',
        'bind queue amq.gen-* to exchange amq.topic key K',
      ],
    },
    { does: 'receive from `/queue/NEW`', phrases: ['declare, consume queue NEW'] },
    { does: 'receive from `/amq/queue/Q`', phrases: ['consume queue Q'] },
  ],
};
