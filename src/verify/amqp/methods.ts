import { FieldReader, flags, long, shortString, short, table } from './fields.js';
import type { FieldTable } from './fields.js';
import { HEADER_FRAME, frame, method, type MethodId } from './frames.js';

/** The methods that are told apart. Source: the AMQP 0-9-1 reference, with RabbitMQ's extensions. */
export const METHODS = {
  connectionStart: [10, 10],
  connectionStartOk: [10, 11],
  connectionTune: [10, 30],
  connectionTuneOk: [10, 31],
  connectionOpen: [10, 40],
  connectionOpenOk: [10, 41],
  connectionClose: [10, 50],
  connectionCloseOk: [10, 51],
  connectionBlocked: [10, 60],
  channelOpen: [20, 10],
  channelOpenOk: [20, 11],
  channelClose: [20, 40],
  channelCloseOk: [20, 41],
  exchangeDeclare: [40, 10],
  exchangeUnbind: [40, 40],
  queueDeclare: [50, 10],
  queueUnbind: [50, 50],
  basicConsume: [60, 20],
  basicPublish: [60, 40],
  confirmSelect: [85, 10],
  confirmSelectOk: [85, 11],
  txSelect: [90, 10],
  txSelectOk: [90, 11],
  txRollback: [90, 30],
} as const satisfies Readonly<Record<string, MethodId>>;

/** Whether a method is the one of these numbers. */
export function isMethod([a, b]: MethodId, [c, d]: MethodId): boolean {
  return a === c && b === d;
}

/** Why the other side closes a channel or a connection. */
export interface Closing {
  readonly code: number;
  /** The broker's words, cut at 255 bytes. */
  readonly text: string;
}

/** Reads why a channel or connection is closed. @throws Malformed */
export function closingOf(args: FieldReader): Closing {
  return { code: args.short(), text: args.shortString() };
}

/** What is sent on a channel that was just opened, in frames. */
export type Request = (channel: number) => readonly Buffer[];

/** Declares a queue; `''` lets the broker choose the name. */
export function declareQueue(queue: Buffer, args: FieldTable): Request {
  return (channel) => [
    method(
      channel,
      METHODS.queueDeclare,
      short(0),
      shortString(queue),
      flags(false, true, false, false, false),
      table(args),
    ),
  ];
}

/** Declares an exchange. */
export function declareExchange(exchange: Buffer, type: string): Request {
  return (channel) => [
    method(
      channel,
      METHODS.exchangeDeclare,
      short(0),
      shortString(exchange),
      shortString(type),
      flags(false, true, false, false, false),
      table({}),
    ),
  ];
}

/** Consumes from a queue. */
export function consume(queue: Buffer, args: FieldTable): Request {
  return (channel) => [
    method(
      channel,
      METHODS.basicConsume,
      short(0),
      shortString(queue),
      shortString(''),
      flags(false, false, false, false),
      table(args),
    ),
  ];
}

/** The bit of the property `expiration` in a content header. */
const EXPIRATION = 1 << 8;

/** Publishes an empty message with an expiration, to be confirmed; `''` is the default exchange. */
export function publish(exchange: Buffer, key: Buffer, expiration: string): Request {
  return (channel) => [
    method(channel, METHODS.confirmSelect, flags(false)),
    method(
      channel,
      METHODS.basicPublish,
      short(0),
      shortString(exchange),
      shortString(key),
      flags(false, false),
    ),
    frame(
      HEADER_FRAME,
      channel,
      Buffer.concat([
        short(METHODS.basicPublish[0]),
        short(0),
        long(0),
        long(0),
        short(EXPIRATION),
        shortString(expiration),
      ]),
    ),
  ];
}

/**
 * Publishes an empty message in a transaction, and takes it back: it gets nowhere, and the broker looks at
 * the permissions for its routing key all the same.
 */
export function publishAndTakeBack(exchange: Buffer, key: Buffer): Request {
  return (channel) => [
    method(channel, METHODS.txSelect),
    method(
      channel,
      METHODS.basicPublish,
      short(0),
      shortString(exchange),
      shortString(key),
      flags(false, false),
    ),
    frame(
      HEADER_FRAME,
      channel,
      Buffer.concat([short(METHODS.basicPublish[0]), short(0), long(0), long(0), short(0)]),
    ),
    method(channel, METHODS.txRollback),
  ];
}

/** Removes a binding of a queue or an exchange. */
export function unbind(
  kind: 'queue' | 'exchange',
  destination: Buffer,
  source: Buffer,
  key: Buffer,
  args: FieldTable,
): Request {
  const names = [shortString(destination), shortString(source), shortString(key)];
  return (channel) => [
    kind === 'queue'
      ? method(channel, METHODS.queueUnbind, short(0), ...names, table(args))
      : method(channel, METHODS.exchangeUnbind, short(0), ...names, flags(false), table(args)),
  ];
}
