import { Offset, connect } from 'rabbitmq-stream-js-client';
import type { Client } from 'rabbitmq-stream-js-client';
import type { Broker } from './broker.js';
import { ALLOWED, messageOf, refused } from './verdict.js';
import type { Verdict } from './verdict.js';

/** What one can do with a stream over the stream protocol. */
export type StreamOperation = 'create' | 'delete' | 'publish' | 'subscribe';

/** The stream protocol's response codes (RabbitMQ's PROTOCOL.adoc) that say what became of a right. */
const ACCESS_REFUSED = '16';
const STREAM_DOES_NOT_EXIST = '2';

const OPERATIONS: Readonly<
  Record<StreamOperation, (client: Client, stream: string) => Promise<unknown>>
> = {
  create: (client, stream) => client.createStream({ stream }),
  delete: (client, stream) => client.deleteStream({ stream }),
  publish: (client, stream) => client.declarePublisher({ stream }),
  subscribe: (client, stream) =>
    client.declareConsumer({ stream, offset: Offset.first() }, () => undefined),
};

/**
 * Connects with a token as the password and does one thing with one stream. The stream must exist for
 * `publish` and `subscribe`: the client looks it up first.
 * @throws if the connection or the operation fails for another reason than a refusal
 */
export async function streamOperation(
  broker: Broker,
  vhost: string,
  token: string,
  operation: StreamOperation,
  stream: string,
): Promise<Verdict> {
  const client = await connect({
    hostname: 'localhost',
    port: broker.streamPort,
    username: 'anyone', // RabbitMQ takes the name from the token
    password: token,
    vhost,
  });
  try {
    await OPERATIONS[operation](client, stream);
    return ALLOWED;
  } catch (error) {
    const reply = messageOf(error);
    const code = /error with code (\d+)/.exec(reply)?.[1];
    if (code === ACCESS_REFUSED) return refused(reply);
    if (operation === 'delete' && code === STREAM_DOES_NOT_EXIST) return ALLOWED;
    throw error;
  } finally {
    await client.close();
  }
}
