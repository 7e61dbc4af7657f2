import { connect } from 'amqplib';
import type { ChannelModel, ConfirmChannel, Options } from 'amqplib';
import type { Broker } from './broker.js';
import { ALLOWED, messageOf, refused } from './verdict.js';
import type { Verdict } from './verdict.js';

/** A connection over AMQP 0-9-1, or the broker's refusal of one. */
export type Connected =
  | { readonly allowed: true; readonly session: Session }
  | { readonly allowed: false; readonly reply: string };

/** An open connection to one virtual host as one user. */
export interface Session {
  readonly connection: ChannelModel;
  readonly close: () => Promise<void>;
}

/** How the broker words the refusal of a login and of an operation. */
const REFUSED_LOGIN = /ACCESS_REFUSED - Login was refused/;
const REFUSED_OPERATION = /ACCESS_REFUSED - .*access to .* refused for user/s;

/** What amqplib says instead of the broker's words if the broker closes when the vhost is opened. */
const CLOSED_AT_OPEN = /Expected ConnectionOpenOk; got <ConnectionClose/;

/** Not found, locked or another precondition: the broker checks permissions before it finds these. */
const ALLOWED_CODES: readonly unknown[] = [404, 405, 406];

/**
 * Connects with a token as the password.
 * @throws if the connection fails for another reason than a refusal, such as an absent virtual host
 */
export async function connectAmqp(
  broker: Broker,
  vhost: string,
  token: string,
): Promise<Connected> {
  const target = {
    hostname: '127.0.0.1',
    port: broker.amqpPort,
    username: 'anyone', // RabbitMQ takes the name from the token
    password: token,
    vhost: encodeURIComponent(vhost), // amqplib decodes it
  };
  try {
    // Without noDelay every connection waits about 40 ms for a delayed TCP acknowledgement.
    const connection = await connect(target, { noDelay: true });
    connection.on('error', () => undefined); // the operation under way reports it
    return { allowed: true, session: { connection, close: () => connection.close() } };
  } catch (error) {
    const reply = messageOf(error);
    if (REFUSED_LOGIN.test(reply)) return { allowed: false, reply };
    // The vhost is closed to the user or absent, and only the broker can tell which.
    if (CLOSED_AT_OPEN.test(reply) && (await broker.hasVhost(vhost)))
      return { allowed: false, reply };
    throw error;
  }
}

/** Connects as {@link connectAmqp} does. @throws if the broker refuses too */
export async function openAmqp(broker: Broker, vhost: string, token: string): Promise<Session> {
  const connected = await connectAmqp(broker, vhost, token);
  if (connected.allowed) return connected.session;
  throw new Error(connected.reply);
}

/** Publishes an empty message and waits for the broker's confirmation. `''` is the default exchange. */
export function publish(
  session: Session,
  exchange: string,
  key: string,
  options: Options.Publish = {},
): Promise<Verdict> {
  return attempt(session, async (channel) => {
    channel.publish(exchange, key, Buffer.alloc(0), options);
    await channel.waitForConfirms();
  });
}

/** Takes one message off a queue. */
export function get(session: Session, queue: string): Promise<Verdict> {
  return attempt(session, (channel) => channel.get(queue, { noAck: true }));
}

/** Starts to consume from a queue; the consumer ends with the attempt. */
export function consume(
  session: Session,
  queue: string,
  options: Options.Consume = {},
): Promise<Verdict> {
  return attempt(session, (channel) => channel.consume(queue, () => undefined, options));
}

/** Purges a queue. */
export function purge(session: Session, queue: string): Promise<Verdict> {
  return attempt(session, (channel) => channel.purgeQueue(queue));
}

/** Declares a queue, with a dead-letter exchange for one; `''` lets the broker choose the name. */
export function declareQueue(
  session: Session,
  queue: string,
  options: Options.AssertQueue = {},
): Promise<Verdict> {
  return attempt(session, (channel) => channel.assertQueue(queue, options));
}

/** Declares an exchange, with an alternate exchange for one. */
export function declareExchange(
  session: Session,
  exchange: string,
  type = 'direct',
  options: Options.AssertExchange = {},
): Promise<Verdict> {
  return attempt(session, (channel) => channel.assertExchange(exchange, type, options));
}

/** Deletes a queue. */
export function deleteQueue(session: Session, queue: string): Promise<Verdict> {
  return attempt(session, (channel) => channel.deleteQueue(queue));
}

/** Deletes an exchange. */
export function deleteExchange(session: Session, exchange: string): Promise<Verdict> {
  return attempt(session, (channel) => channel.deleteExchange(exchange));
}

/** Binds a queue or an exchange to a source exchange. */
export function bind(session: Session, binding: Binding): Promise<Verdict> {
  const { kind, destination, source, key } = binding;
  return attempt(session, (channel) =>
    kind === 'queue'
      ? channel.bindQueue(destination, source, key)
      : channel.bindExchange(destination, source, key),
  );
}

/** Removes a binding. */
export function unbind(session: Session, binding: Binding): Promise<Verdict> {
  const { kind, destination, source, key } = binding;
  return attempt(session, (channel) =>
    kind === 'queue'
      ? channel.unbindQueue(destination, source, key)
      : channel.unbindExchange(destination, source, key),
  );
}

/** A binding of a queue or exchange, the destination, to a source exchange. */
export interface Binding {
  readonly kind: 'queue' | 'exchange';
  readonly destination: string;
  readonly source: string;
  readonly key: string;
}

/**
 * Does something on a channel of its own, as a refusal closes the channel.
 * @throws if it fails for another reason than a refusal or an object that is not as expected
 */
async function attempt(
  session: Session,
  operation: (channel: ConfirmChannel) => Promise<unknown>,
): Promise<Verdict> {
  const channel = await session.connection.createConfirmChannel();
  const failed = new Promise<never>((_, reject) => channel.on('error', reject));
  try {
    await Promise.race([operation(channel), failed]);
  } catch (error) {
    return verdictOf(error);
  }
  await channel.close();
  return ALLOWED;
}

function verdictOf(error: unknown): Verdict {
  const reply = messageOf(error);
  if (REFUSED_OPERATION.test(reply)) return refused(reply);
  if (error instanceof Error && 'code' in error && ALLOWED_CODES.includes(error.code))
    return ALLOWED;
  throw error;
}
