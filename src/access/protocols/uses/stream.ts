import type { ProtocolUses } from './use.js';

/** What clients do over the stream protocol. Source: rabbit_stream_reader at the tags v3.13.0 to v4.3.5; tried on 4.0.5 and 4.3.6. */
export const STREAM_USES: ProtocolUses = {
  name: 'Streams',
  plugin: 'rabbitmq_stream',
  uses: [
    { does: 'publish to S', phrases: ['publish stream S'] },
    {
      does: 'publish to S with a name, so that the broker drops duplicates',
      phrases: ['publish, consume stream S'],
      note: 'The publisher asks for its last sequence number, which is read.',
    },
    { does: 'subscribe to S, store and query offsets', phrases: ['consume stream S'] },
    {
      does: 'ask for the leader and replicas of S',
      phrases: ['consume stream S'],
      instead: [{ on: { fact: 'streamMetadataChecked', is: false }, phrases: ['connect'] }],
    },
    { does: 'ask for the statistics of S', phrases: ['consume stream S'] },
    { does: 'create the stream NEW', phrases: ['declare stream NEW'] },
    { does: 'delete S', phrases: ['delete stream S'] },
    { does: 'publish to the super stream P', phrases: ['publish super-stream P'] },
    {
      does: 'publish to the super stream P with a name, so that the broker drops duplicates',
      phrases: ['publish super-stream P', 'consume stream P-*'],
      note: 'The publisher asks each partition for its last sequence number, which is read.',
    },
    {
      does: 'subscribe to the super stream P',
      phrases: ['consume super-stream P'],
    },
    { does: 'create the super stream NEW', phrases: ['declare super-stream NEW'] },
    { does: 'delete the super stream P', phrases: ['delete super-stream P'] },
  ],
};
