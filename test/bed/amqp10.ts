import { create_container } from 'rhea';
import type {
  AmqpError,
  Connection,
  EventContext,
  LinkOptions,
  Message,
  Receiver,
  Sender,
} from 'rhea';
import type { Broker } from './broker.js';
import { ALLOWED, refused } from './verdict.js';
import type { Verdict } from './verdict.js';

/** Ends of a link, a session or a connection that the broker brings about, and what it says of them. */
const ENDS = [
  ['sender_error', 'sender'],
  ['receiver_error', 'receiver'],
  ['session_error', 'session'],
  ['connection_error', 'connection'],
] as const;

/** The mode of a sender whose messages are all settled. */
const SETTLED = 1;

/** The condition of AMQP 1.0 for what a user may not do. */
const UNAUTHORISED = 'amqp:unauthorized-access';

/** The broker closed the connection without a word when it was told the vhost; its log has the words. */
const NOT_LET_IN = new Error('not let into the vhost');

/** The broker ended something with an error. */
class Ended extends Error {
  constructor(
    readonly condition: string,
    description: string,
  ) {
    super(`${condition}: ${description}`);
  }
}

/**
 * Does something over a connection of AMQP 1.0 with a token as the password, and closes it.
 *
 * @returns a refusal where the broker ends a link, the session or the connection for want of a right
 * @throws if it fails for another reason
 */
export async function overAmqp10(
  broker: Broker,
  vhost: string,
  token: string,
  act: (connection: Connection) => Promise<unknown>,
): Promise<Verdict> {
  const container = create_container({ id: 'container' });
  const connection = container.create_connection({
    host: '127.0.0.1',
    port: broker.amqpPort,
    hostname: `vhost:${vhost}`,
    username: 'anyone',
    password: token,
    reconnect: false,
  });
  const ended = new Promise<never>((_, reject) => {
    for (const [event, on] of ENDS)
      connection.on(event, (context: EventContext) => {
        reject(endOf(context[on]?.error));
      });
    connection.on('disconnected', () => {
      reject(
        connection.is_remote_open() ? new Error('the broker closed the connection') : NOT_LET_IN,
      );
    });
  });
  ended.catch(() => undefined); // it may come after all is done
  try {
    const opened = when(connection, 'connection_open');
    connection.connect();
    await Promise.race([opened.then(() => act(connection)), ended]);
    return ALLOWED;
  } catch (error) {
    if (error === NOT_LET_IN) return refused('');
    if (error instanceof Ended && error.condition === UNAUTHORISED) return refused(error.message);
    throw error;
  } finally {
    connection.removeAllListeners();
    connection.on('error', () => undefined);
    connection.close();
  }
}

/** Its error as the broker words it; rhea's has accessors. */
function endOf(error: AmqpError | Error | undefined): Error {
  if (error === undefined) return new Error('ended without a reason');
  const condition = 'condition' in error ? error.condition : undefined;
  const description = error instanceof Error ? error.message : error.description;
  return new Ended(condition ?? '', description ?? '');
}

/** Waits for an event. */
function when(on: Connection | Sender | Receiver, event: string): Promise<EventContext> {
  return new Promise((resolve) => {
    on.once(event, resolve);
  });
}

/**
 * Sends a message and waits until the broker took it. A message that no queue wants was taken too.
 *
 * @param target the address; undefined for none, where each message says its own
 */
export async function send(
  connection: Connection,
  target: string | undefined,
  message: Partial<Message>,
): Promise<void> {
  const sender = connection.open_sender({
    target: target === undefined ? {} : { address: target },
  });
  await when(sender, 'sendable');
  const settled = Promise.race([
    when(sender, 'accepted'),
    when(sender, 'released'),
    when(sender, 'rejected').then(() => {
      throw new Error('the message was rejected');
    }),
  ]);
  sender.send({ body: 'x', ...message });
  await settled;
}

/** Sends a message to a queue that the broker makes for the link. */
export async function sendToDynamic(connection: Connection): Promise<void> {
  const sender = connection.open_sender({
    target: { dynamic: true, capabilities: ['temporary-queue'] },
  });
  await when(sender, 'sendable');
  sender.send({ body: 'x' });
  await when(sender, 'accepted');
}

/** Attaches a receiver to an address, and waits until the broker has attached it too. */
export async function receive(connection: Connection, address: string): Promise<void> {
  const receiver = connection.open_receiver({ source: { address }, credit_window: 1 });
  await attached(receiver);
}

/** Attaches a receiver to a queue that the broker makes for it, of a kind that a capability names. */
export async function receiveFromDynamic(
  connection: Connection,
  capability: string,
): Promise<void> {
  const source = {
    dynamic: true,
    capabilities: [capability],
    durable: 0,
    expiry_policy: 'link-detach',
  };
  const session = connection.create_session();
  session.begin();
  const receiver = session.open_receiver({ source, snd_settle_mode: SETTLED, credit_window: 1 });
  await attached(receiver);
}

/** The broker may take a link and detach it again, which the connection tells of. */
async function attached(receiver: Receiver): Promise<void> {
  await when(receiver, 'receiver_open');
  if (receiver.error !== undefined) throw endOf(receiver.error);
}

/** An answer of the node `/management`. */
export interface Managed {
  readonly status: string;
  readonly body: unknown;
}

/** Asks the node `/management` for something, as over HTTP. */
export async function manage(
  connection: Connection,
  method: string,
  path: string,
  body: object | null = null,
): Promise<Managed> {
  const pair: LinkOptions = {
    name: 'management',
    properties: { paired: true },
    snd_settle_mode: SETTLED,
  };
  const [here, there] = [{ address: 'here' }, { address: '/management' }];
  // One after the other: rhea knows links by their names alone until they are attached.
  const receiver = connection.open_receiver({ ...pair, source: there, target: here });
  await when(receiver, 'receiver_open');
  const sender = connection.open_sender({ ...pair, source: here, target: there });
  await when(sender, 'sendable');
  const answered = when(receiver, 'message');
  sender.send({ message_id: 1, to: path, subject: method, reply_to: '$me', body });
  const { message } = await answered;
  const answer: unknown = message?.body;
  return { status: message?.subject ?? '', body: answer };
}

/** Declares a fanout exchange with an alternate exchange. @throws if the broker does not make it */
export async function declareExchange(
  connection: Connection,
  exchange: string,
  alternate: string,
): Promise<void> {
  const { status, body } = await manage(connection, 'PUT', `/exchanges/${exchange}`, {
    durable: true,
    auto_delete: false,
    internal: false,
    type: 'fanout',
    arguments: { 'alternate-exchange': alternate },
  });
  if (status !== '204') throw new Error(`${status}: ${String(body)}`);
}

/**
 * Attaches a receiver to an address, which makes the queue of an address of version 1, `/queue/NAME`,
 * where the broker lets it. It may refuse that in several ways, so the answer tells nothing.
 */
export async function receiveFrom(
  broker: Broker,
  vhost: string,
  token: string,
  address: string,
): Promise<void> {
  try {
    await overAmqp10(broker, vhost, token, (connection) => receive(connection, address));
  } catch (error) {
    if (!(error instanceof Ended)) throw error;
  }
}
