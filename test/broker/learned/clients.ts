import { once } from 'node:events';
import type { ChannelModel, ConfirmChannel } from 'amqplib';
import { messageOf } from '../../bed/verdict.js';

/** The three clients, by the roles that they have. */
export const CLIENTS = ['publisher', 'worker', 'caller'] as const;

/** The vhost that they work in. */
export const VHOST = 'shop';

/** Puts there what none of the clients declares: whoever runs the broker did. */
export async function prepareVhost(operator: ChannelModel): Promise<void> {
  const channel = await operator.createConfirmChannel();
  await channel.assertExchange('orders', 'topic');
  await channel.assertExchange('graveyard', 'fanout');
  await channel.assertQueue('dead');
  await channel.bindQueue('dead', 'graveyard', '');
  await channel.purgeQueue('dead');
  await channel.deleteQueue('work');
  await channel.close();
}

/** The clients at work. */
export interface Working {
  /** Sends an order and asks a question, and waits until both are dealt with. */
  readonly again: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Starts the clients. The worker declares its queue, with a dead-letter exchange, binds it and consumes;
 * it rejects orders, so that they are dead-lettered, and answers questions by the default exchange. The
 * caller waits for answers on a queue that the server names. The publisher publishes to a topic exchange.
 *
 * @param connect signs a client in
 * @throws with the broker's words where it refuses something
 */
export async function startClients(
  connect: (client: (typeof CLIENTS)[number]) => Promise<ChannelModel>,
): Promise<Working> {
  const connections: ChannelModel[] = [];
  const channels: ConfirmChannel[] = [];
  const close = async (): Promise<void> => {
    for (const connection of connections) await connection.close().catch(() => undefined);
  };
  // A refusal closes the channel of one client while another waits for it.
  let refuse: (reason: Error) => void = () => undefined;
  const refused = new Promise<never>((_, reject) => {
    refuse = reject;
  });
  refused.catch(() => undefined);
  const open = async (client: (typeof CLIENTS)[number]): Promise<ConfirmChannel> => {
    const connection = await connect(client);
    connections.push(connection);
    connection.on('error', () => undefined);
    const channel = await connection.createConfirmChannel();
    channel.on('error', (error: unknown) => {
      refuse(new Error(messageOf(error)));
    });
    channels.push(channel);
    return channel;
  };
  const started = async (): Promise<Working> => {
    const worker = await open('worker');
    await worker.assertQueue('work', { deadLetterExchange: 'graveyard' });
    await worker.bindQueue('work', 'orders', 'order.#');
    const rejected = new EventTarget();
    await worker.consume('work', (message) => {
      if (message === null) return;
      const replyTo: unknown = message.properties.replyTo;
      if (typeof replyTo === 'string') {
        worker.sendToQueue(replyTo, Buffer.from('answer'));
        worker.ack(message);
      } else {
        worker.nack(message, false, false);
        rejected.dispatchEvent(new Event('order'));
      }
    });
    const caller = await open('caller');
    const { queue } = await caller.assertQueue('', { exclusive: true });
    const answers = new EventTarget();
    await caller.consume(queue, () => answers.dispatchEvent(new Event('answer')), { noAck: true });
    const publisher = await open('publisher');
    return {
      again: async () => {
        const dealt = Promise.all([once(rejected, 'order'), once(answers, 'answer')]);
        publisher.publish('orders', 'order.created', Buffer.from('order'));
        caller.sendToQueue('work', Buffer.from('question'), { replyTo: queue });
        await Promise.race([refused, dealt]);
        for (const channel of channels) await Promise.race([refused, channel.waitForConfirms()]);
      },
      close,
    };
  };
  try {
    return await Promise.race([refused, started()]);
  } catch (error) {
    await close();
    throw error;
  }
}
