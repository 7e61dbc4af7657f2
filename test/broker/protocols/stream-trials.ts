import { connect, Offset, type Client as StreamClient } from 'rabbitmq-stream-js-client';
import { streamOperation } from '../../bed/stream.js';
import { ALLOWED, messageOf, refused } from '../../bed/verdict.js';
import { each, type Trial, type Trials } from './trial.js';

/** The response codes of the protocol for what a user may not do: access refused, vhost, metadata. */
const REFUSED = /error with code (?:16|12)\b|access refused|was not found on any node/i;

const over =
  (act: (client: StreamClient) => Promise<unknown>): Trial =>
  async ({ broker, vhost, token }) => {
    try {
      const client = await connect({
        hostname: 'localhost',
        port: broker.streamPort,
        username: 'anyone',
        password: token,
        vhost,
      });
      try {
        await act(client);
      } finally {
        await client.close();
      }
      return ALLOWED;
    } catch (error) {
      const reply = messageOf(error);
      if (REFUSED.test(reply)) return refused(reply);
      throw error;
    }
  };

/** By the keys of the bindings, for which the broker is asked most; with a name that it knows duplicates by. */
const publishedToP =
  (publisherRef?: string) =>
  async (client: StreamClient): Promise<void> => {
    const publisher = await client.declareSuperStreamPublisher(
      { superStream: 'P', routingStrategy: 'key', ...(publisherRef && { publisherRef }) },
      () => '0',
    );
    await publisher.send(Buffer.from('x'), {});
  };

/** The rows of streams, by their own client. */
export const STREAM_TRIALS: Trials = {
  'publish to S': over(async (client) => {
    const publisher = await client.declarePublisher({ stream: 'S' });
    await publisher.send(Buffer.from('x'));
    await publisher.flush();
  }),
  'publish to S with a name, so that the broker drops duplicates': over(async (client) => {
    const publisher = await client.declarePublisher({ stream: 'S', publisherRef: 'one' });
    await publisher.getLastPublishingId();
  }),
  'subscribe to S, store and query offsets': each(
    over((client) =>
      client.declareConsumer({ stream: 'S', offset: Offset.first() }, () => undefined),
    ),
    over(async (client) => {
      const consumer = await client.declareConsumer(
        { stream: 'S', offset: Offset.first(), consumerRef: 'one' },
        () => undefined,
      );
      await consumer.storeOffset(1n);
      await consumer.queryOffset();
    }),
  ),
  'ask for the leader and replicas of S': each(
    // The client breaks at the answer that refuses a vhost, so the bed's own opens it first.
    ({ broker, vhost, token }) => streamOperation(broker, vhost, token, 'partitions', 'S'),
    over(async (client) => {
      const [found] = await client.queryMetadata({ streams: ['S'] });
      if (found?.leader === undefined)
        throw new Error(`error with code ${found?.responseCode ?? 0}`);
    }),
  ),
  'ask for the statistics of S': over((client) => client.streamStatsRequest('S')),
  'create the stream NEW': over((client) => client.createStream({ stream: 'NEW' })),
  'delete S': over((client) => client.deleteStream({ stream: 'S' })),
  'publish to the super stream P': over(publishedToP()),
  'publish to the super stream P with a name, so that the broker drops duplicates': over(
    publishedToP('one'),
  ),
  'subscribe to the super stream P': over((client) =>
    client.declareSuperStreamConsumer(
      { superStream: 'P', offset: Offset.first() },
      () => undefined,
    ),
  ),
  'create the super stream NEW': over((client) =>
    client.createSuperStream({ streamName: 'NEW' }, undefined, 1),
  ),
  'delete the super stream P': over((client) => client.deleteSuperStream({ streamName: 'P' })),
};
