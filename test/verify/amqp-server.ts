import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { ServerCertificate } from '../bed/certificate.js';
import {
  FieldReader,
  flags,
  long,
  longString,
  octet,
  short,
  shortString,
  table,
} from '#warren/verify/amqp/fields.js';
import { FrameSplitter, METHOD_FRAME, method, type MethodId } from '#warren/verify/amqp/frames.js';
import { isMethod, METHODS } from '#warren/verify/amqp/methods.js';

/** How a server on loopback misbehaves; what is left out is as RabbitMQ does it. */
export interface Manners {
  /** Instead of a greeting. */
  readonly greets?: (socket: Socket) => void;
  readonly mechanisms?: string;
  /** Instead of `connection.tune`; it is given what it may close with. */
  readonly login?: (socket: Socket, password: string) => void;
  /** Instead of `connection.open-ok`. */
  readonly open?: (socket: Socket, vhost: string) => void;
  /** What is answered to something on a channel. */
  readonly answers?: (socket: Socket, channel: number, id: MethodId, count: number) => void;
}

/** A server that is listening. */
export interface Listening {
  readonly port: number;
  /** How many connections came about, also those that failed at TLS. */
  readonly connections: () => number;
  readonly stop: () => Promise<void>;
}

/** Closes a connection with a code and words. */
export function closing(code: number, text: string): Buffer {
  return method(0, METHODS.connectionClose, short(code), shortString(text), short(0), short(0));
}

/** Closes a channel with a code and words. */
export function channelClosing(channel: number, code: number, text: string): Buffer {
  return method(channel, METHODS.channelClose, short(code), shortString(text), short(0), short(0));
}

/** The greeting of a broker. */
export function greeting(mechanisms = 'PLAIN AMQPLAIN'): Buffer {
  return method(
    0,
    METHODS.connectionStart,
    ...[octet(0), octet(9), table({ product: 'RabbitMQ' })],
    ...[longString(mechanisms), longString('en_US')],
  );
}

/** Starts a server that speaks AMQP 0-9-1, but for what it is told to do otherwise. */
export async function amqpServer(
  manners: Manners,
  certificate?: ServerCertificate,
): Promise<Listening> {
  const sockets = new Set<Socket>();
  const serve = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    let isGreeted = false;
    let count = 0;
    const splitter = new FrameSplitter();
    socket.on('data', (bytes: Buffer) => {
      if (!isGreeted) {
        isGreeted = true;
        if (manners.greets === undefined) socket.write(greeting(manners.mechanisms));
        else manners.greets(socket);
        return;
      }
      for (const { type, channel, payload } of splitter.push(bytes)) {
        if (type !== METHOD_FRAME) continue;
        const args = new FieldReader(payload);
        const id: MethodId = [args.short(), args.short()];
        if (channel > 0) {
          if (!isMethod(id, METHODS.channelOpen) && !isMethod(id, METHODS.channelCloseOk))
            manners.answers?.(socket, channel, id, ++count);
        } else if (isMethod(id, METHODS.connectionStartOk)) {
          args.longString();
          args.shortString();
          const [, , password = ''] = args.longString().split('\0');
          if (manners.login === undefined)
            socket.write(method(0, METHODS.connectionTune, short(2047), long(131_072), short(60)));
          else manners.login(socket, password);
        } else if (isMethod(id, METHODS.connectionOpen)) {
          const vhost = args.shortString();
          if (manners.open === undefined)
            socket.write(method(0, METHODS.connectionOpenOk, shortString('')));
          else manners.open(socket, vhost);
        } else if (isMethod(id, METHODS.connectionClose))
          socket.write(method(0, METHODS.connectionCloseOk, flags()).subarray(0));
      }
    });
  };
  const server =
    certificate === undefined ? createServer(serve) : createTlsServer(certificate, serve);
  let connections = 0;
  server.on('connection', () => (connections += 1));
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address: AddressInfo | string | null = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  return {
    port,
    connections: () => connections,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        for (const socket of sockets) socket.destroy();
      }),
  };
}
