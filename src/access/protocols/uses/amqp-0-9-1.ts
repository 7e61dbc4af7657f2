import type { ProtocolUses } from './use.js';

/** What clients do over AMQP 0-9-1. Source: rabbit_channel at v4.3.5; tried on 4.0.5 and 4.3.6. */
export const AMQP_0_9_1: ProtocolUses = {
  name: 'AMQP 0-9-1',
  uses: [
    { does: 'basic.publish to X with the key K', phrases: ['publish exchange X key K'] },
    {
      does: 'basic.publish to X with the key K, and K2 in the header CC or BCC',
      phrases: ['publish exchange X key K, K2'],
      instead: [{ on: { fact: 'ccBccChecked', is: false }, phrases: ['publish exchange X key K'] }],
    },
    {
      does: 'basic.publish to the default exchange',
      phrases: ['publish exchange amq.default'],
      note: 'It reaches every queue of the vhost by its name.',
    },
    {
      does: 'basic.publish of an answer, by the default exchange to `amq.rabbitmq.reply-to.…`',
      phrases: ['publish exchange amq.default'],
      note: 'So whoever answers by direct reply-to reaches every queue of the vhost.',
    },
    {
      does: 'basic.publish to X with the key K and the user-id of somebody else',
      phrases: ['publish exchange X key K'],
      tags: ['impersonator'],
      note: 'The user-id of a role is its ARN, and with that, or without one, no tag is needed.',
    },
    { does: 'basic.get, basic.consume, queue.purge of Q', phrases: ['consume queue Q'] },
    {
      does: 'basic.consume of amq.rabbitmq.reply-to, to wait for answers there',
      phrases: ['connect'],
    },
    { does: 'queue.declare of NEW', phrases: ['declare queue NEW'] },
    {
      does: 'queue.declare of NEW with the dead letter exchange Y',
      phrases: ['declare queue NEW dead-letter Y'],
    },
    {
      does: 'queue.declare without a name',
      phrases: ['declare queue amq.gen-*'],
      note: 'The broker makes up a new name each time, so the right is one to the queues of everybody who does so.',
    },
    {
      does: 'queue.declare, passive, of Q',
      phrases: ['consume queue Q'],
      instead: [
        { on: { fact: 'passiveDeclare', is: 'nothing' }, phrases: ['connect'] },
        { on: { fact: 'passiveDeclare', is: 'configure' }, phrases: ['declare queue Q'] },
      ],
      note: 'Where any permission on the name is enough, `declare` or a right to publish to it does as well.',
    },
    {
      does: 'exchange.declare, passive, of X',
      phrases: ['read exchange X'],
      instead: [
        { on: { fact: 'passiveDeclare', is: 'nothing' }, phrases: ['connect'] },
        { on: { fact: 'passiveDeclare', is: 'configure' }, phrases: ['declare exchange X'] },
      ],
      note: 'Where any permission on the name is enough, a right to publish to it or to bind it does as well.',
    },
    { does: 'queue.delete of Q', phrases: ['delete queue Q'] },
    {
      does: 'queue.bind and queue.unbind of Q and X with the key K',
      phrases: ['bind queue Q to exchange X key K'],
    },
    { does: 'exchange.declare of NEW', phrases: ['declare exchange NEW'] },
    {
      does: 'exchange.declare of NEW with the alternate exchange Y',
      phrases: ['declare exchange NEW alternate Y'],
    },
    { does: 'exchange.delete of Y', phrases: ['delete exchange Y'] },
    {
      does: 'exchange.bind and exchange.unbind of Y and X with the key K',
      phrases: ['bind exchange Y to exchange X key K'],
    },
    {
      does: 'connection.update-secret, to go on with a new token',
      phrases: ['connect'],
      note: 'The new token has to be one of the same role.',
    },
  ],
};
