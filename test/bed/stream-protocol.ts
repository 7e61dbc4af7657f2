import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';

/**
 * As much of RabbitMQ's stream protocol as the tests need, written after its public description
 * (deps/rabbitmq_stream/docs/PROTOCOL.adoc of rabbitmq-server). Numbers are big-endian, a frame is
 * its length (32 bits), a key and a version (16 bits each), a correlation id (32 bits), and its fields.
 */
export interface StreamSocket {
  /** Sends a request and resolves to the response code that answers it. */
  readonly request: (key: number, ...fields: readonly Buffer[]) => Promise<number>;
  /** Waits for the broker's tuning and accepts it, without heartbeats. */
  readonly tune: () => Promise<void>;
  readonly close: () => void;
}

const RESPONSE_BIT = 0x8000;
const TUNE = 0x0014;
const VERSION = 1;

/** Opens a connection on which nothing has been said yet. */
export async function openStreamSocket(port: number): Promise<StreamSocket> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  const frames = readFrames(socket);
  let correlation = 0;
  const next = async (key: number): Promise<Buffer> => {
    for (;;) {
      const frame = await frames.next();
      if (frame.done === true) throw new Error('the broker closed the stream connection');
      if (frame.value.readUInt16BE(0) === key) return frame.value;
    }
  };
  return {
    request: async (key, ...fields) => {
      correlation += 1;
      send(socket, u16(key), u16(VERSION), u32(correlation), ...fields);
      return (await next(key | RESPONSE_BIT)).readUInt16BE(8);
    },
    tune: async () => {
      const frameMax = (await next(TUNE)).subarray(4, 8);
      send(socket, u16(TUNE), u16(VERSION), frameMax, u32(0));
    },
    close: () => {
      socket.destroy();
    },
  };
}

/** An 8-bit number. */
export function u8(value: number): Buffer {
  return Buffer.of(value);
}

/** A 16-bit number. */
export function u16(value: number): Buffer {
  const buffer = Buffer.alloc(2);
  buffer.writeUInt16BE(value);
  return buffer;
}

/** A 32-bit number. */
export function u32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32BE(value);
  return buffer;
}

/** A string: its length in 16 bits, then its bytes. */
export function string(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([u16(bytes.length), bytes]);
}

/** Bytes: their length in 32 bits, then they themselves. */
export function bytes(content: Buffer): Buffer {
  return Buffer.concat([u32(content.length), content]);
}

/** A list: its length in 32 bits, then its elements. */
export function list(...elements: readonly Buffer[]): Buffer {
  return Buffer.concat([u32(elements.length), ...elements]);
}

function send(socket: Socket, ...parts: readonly Buffer[]): void {
  socket.write(bytes(Buffer.concat(parts)));
}

async function* readFrames(socket: Socket): AsyncGenerator<Buffer, void> {
  let unread = Buffer.alloc(0);
  for await (const chunk of socket) {
    if (!Buffer.isBuffer(chunk)) continue;
    unread = Buffer.concat([unread, chunk]);
    while (unread.length >= 4 && unread.length >= 4 + unread.readUInt32BE(0)) {
      const end = 4 + unread.readUInt32BE(0);
      yield unread.subarray(4, end);
      unread = unread.subarray(end);
    }
  }
}
