import type { Options } from 'amqplib';
import { attempt } from './amqp-session.js';
import type { Session } from './amqp-session.js';
import type { Verdict } from './verdict.js';

export { connectAmqp, openAmqp } from './amqp-session.js';
export type { Connected, Session } from './amqp-session.js';

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
