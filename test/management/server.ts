import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { createServer as createPlainServer, type AddressInfo, type Socket } from 'node:net';
import { parseApiAddress, type ApiAddress } from '#warren/management/address.js';
import { ManagementClient, type ManagementSettings } from '#warren/management/client.js';
import type { ServerCertificate } from '../bed/certificate.js';

/** The user and the password of the tests, which nothing may show. */
export const USER = 'monitor-user';
export const PASSWORD = 'never-shown';

/** A server that answers as a test has it. */
export interface Answering {
  /** Where its API is, such as `http://127.0.0.1:40123/api`. */
  readonly base: string;
  /** The requests so far, each as `GET /api/overview`. */
  readonly asked: readonly string[];
  readonly headers: readonly IncomingMessage['headers'][];
  readonly stop: () => Promise<void>;
}

/** What a server does with a request; `asked` counts from 1. */
export type Behaviour = (response: ServerResponse, request: IncomingMessage, asked: number) => void;

/** Starts a server on loopback, with TLS where it is given a certificate. */
export async function answering(
  behave: Behaviour,
  certificate?: ServerCertificate,
): Promise<Answering> {
  const asked: string[] = [];
  const headers: IncomingMessage['headers'][] = [];
  const take = (request: IncomingMessage, response: ServerResponse): void => {
    asked.push(`${request.method ?? ''} ${request.url ?? ''}`);
    headers.push(request.headers);
    behave(response, request, asked.length);
  };
  const server =
    certificate === undefined ? createServer(take) : createSecureServer(certificate, take);
  const port = await listening(server);
  const origin =
    certificate === undefined ? `http://127.0.0.1:${port}` : `https://localhost:${port}`;
  return {
    base: `${origin}/api`,
    asked,
    headers,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** Starts a server that speaks no HTTP: it does something with each connection once it is written to. */
export async function speaking(answer: (socket: Socket) => void): Promise<Answering> {
  const sockets = new Set<Socket>();
  const server = createPlainServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => {
      answer(socket);
    });
  });
  const port = await listening(server);
  return {
    base: `http://127.0.0.1:${port}/api`,
    asked: [],
    headers: [],
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        for (const socket of sockets) socket.destroy();
      }),
  };
}

interface Listening {
  listen(port: number, host: string, done: () => void): unknown;
  address(): AddressInfo | string | null;
}

function listening(server: Listening): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}

/** Answers with JSON. */
export function json(value: unknown, status = 200): Behaviour {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  };
}

/** Answers with a text as it is. */
export function raw(text: string, status = 200, type = 'application/json'): Behaviour {
  return (response) => {
    response.writeHead(status, { 'content-type': type }).end(text);
  };
}

export function addressOf(text: string): ApiAddress {
  const read = parseApiAddress(text);
  if (!read.ok) throw new Error(read.reason);
  return read.address;
}

/** A client of a server that waits for nothing between its tries. */
export function clientOf(
  { base }: Pick<Answering, 'base'>,
  settings: Partial<ManagementSettings> = {},
): ManagementClient {
  return new ManagementClient({
    address: addressOf(base),
    credentials: () => ({ kind: 'basic', user: USER, password: PASSWORD }),
    pause: () => Promise.resolve(),
    ...settings,
  });
}
