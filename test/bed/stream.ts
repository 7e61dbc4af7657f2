import type { Broker } from './broker.js';
import { bytes, list, openStreamSocket, string, u16, u8 } from './stream-protocol.js';
import type { StreamSocket } from './stream-protocol.js';
import { ALLOWED, refused } from './verdict.js';
import type { Verdict } from './verdict.js';

/** What one can do with a stream, or a super stream of one partition, over the stream protocol. */
export type StreamOperation = keyof typeof OPERATIONS;

/** The protocol's response codes that tell something about rights, and what they are called. */
const CODES = {
  ok: 1,
  streamDoesNotExist: 2,
  streamAlreadyExists: 5,
  authenticationFailure: 8,
  vhostAccessFailure: 12,
  accessRefused: 16,
  noOffset: 19,
} as const;

/** The broker checks permissions before it finds these. */
const ALLOWED_CODES: readonly number[] = [
  CODES.ok,
  CODES.streamDoesNotExist,
  CODES.streamAlreadyExists,
  CODES.noOffset,
];

const FIRST_OFFSET = 1;

const OPERATIONS = {
  publish: (socket: StreamSocket, stream: string) =>
    socket.request(0x0001, u8(0), string(''), string(stream)),
  subscribe: (socket: StreamSocket, stream: string) =>
    socket.request(0x0007, u8(0), string(stream), u16(FIRST_OFFSET), u16(1), list()),
  queryOffset: (socket: StreamSocket, stream: string) =>
    socket.request(0x000b, string('reader'), string(stream)),
  create: (socket: StreamSocket, stream: string) => socket.request(0x000d, string(stream), list()),
  delete: (socket: StreamSocket, stream: string) => socket.request(0x000e, string(stream)),
  createSuper: (socket: StreamSocket, name: string) =>
    socket.request(0x001d, string(name), list(string(`${name}-0`)), list(string('0')), list()),
  route: (socket: StreamSocket, name: string) => socket.request(0x0018, string('0'), string(name)),
  partitions: (socket: StreamSocket, name: string) => socket.request(0x0019, string(name)),
  deleteSuper: (socket: StreamSocket, name: string) => socket.request(0x001e, string(name)),
};

/**
 * Connects with a token as the password and does one thing with one stream; `publish` and `subscribe`
 * stop at the right to it. A refused connection is a refusal too.
 * @throws if the connection or the operation fails for another reason
 */
export async function streamOperation(
  broker: Broker,
  vhost: string,
  token: string,
  operation: StreamOperation,
  stream: string,
): Promise<Verdict> {
  const socket = await openStreamSocket(broker.streamPort);
  try {
    const login = await logIn(socket, token);
    if (login === CODES.authenticationFailure) return refused('authentication failure');
    expect(login, 'login');
    await socket.tune();
    const opened = await openVhost(socket, vhost);
    // The vhost is closed to the user or absent, and the code is the same for both.
    if (opened === CODES.vhostAccessFailure && (await broker.hasVhost(vhost)))
      return refused('virtual host access failure');
    expect(opened, 'open');
    const code = await OPERATIONS[operation](socket, stream);
    if (code === CODES.accessRefused) return refused('access refused');
    if (!ALLOWED_CODES.includes(code)) throw new Error(`${operation}: response code ${code}`);
    return ALLOWED;
  } finally {
    socket.close();
  }
}

/** Signs in on a new connection. Resolves to the response code. */
export async function logIn(socket: StreamSocket, token: string): Promise<number> {
  expect(await socket.request(0x0011, list()), 'peer properties');
  expect(await socket.request(0x0012), 'handshake');
  return authenticate(socket, token);
}

/** Hands over a token, be it the first of a connection or one that renews it. Resolves to the response code. */
export function authenticate(socket: StreamSocket, token: string): Promise<number> {
  const plain = Buffer.from(`\0anyone\0${token}`); // RabbitMQ takes the name from the token
  return socket.request(0x0013, string('PLAIN'), bytes(plain));
}

/** Enters a vhost, as the step after the tuning. Resolves to the response code. */
export function openVhost(socket: StreamSocket, vhost: string): Promise<number> {
  return socket.request(0x0015, string(vhost));
}

function expect(code: number, step: string): void {
  if (code !== CODES.ok) throw new Error(`${step}: response code ${code}`);
}
