import { connect } from 'amqplib';
import type { ChannelModel, ConfirmChannel } from 'amqplib';
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

/** How the broker words the refusal of a login and of an operation; it cuts long texts off at the end. */
const REFUSED_LOGIN = /ACCESS_REFUSED - Login was refused/;
const REFUSED_OPERATION =
  /ACCESS_REFUSED - (?:configure|write|read) access to |user_id property set to/;

/** What amqplib says instead of the broker's words if the broker closes when the vhost is opened. */
const CLOSED_AT_OPEN = /Expected ConnectionOpenOk; got <ConnectionClose/;

/** Not found, locked or another precondition: the broker checks permissions before it finds these. */
const ALLOWED_CODES: readonly unknown[] = [404, 405, 406];

/**
 * Connects with a token as the password, or as one of the broker's own users with theirs.
 * @throws if the connection fails for another reason than a refusal, such as an absent virtual host
 */
export async function connectAmqp(
  broker: Broker,
  vhost: string,
  token: string,
  username = 'anyone', // RabbitMQ takes the name from the token
): Promise<Connected> {
  const target = {
    hostname: '127.0.0.1',
    port: broker.amqpPort,
    username,
    password: token,
    vhost: encodeURIComponent(vhost), // amqplib decodes it
  };
  try {
    // Without noDelay every connection waits about 40 ms for a delayed TCP acknowledgement.
    const connection = await connect(target, { noDelay: true });
    connection.on('error', () => undefined); // the operation under way reports it
    // A connection that the broker closed first, as when its token has expired, is closed enough.
    const close = (): Promise<void> => connection.close().catch(() => undefined);
    return { allowed: true, session: { connection, close } };
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

/**
 * Does something on a channel of its own, as a refusal closes the channel.
 * @throws if it fails for another reason than a refusal or an object that is not as expected
 */
export async function attempt(
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
