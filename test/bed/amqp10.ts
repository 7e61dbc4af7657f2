import { connect } from 'node:net';
import type { Broker } from './broker.js';

const ATTACH = 0x12;
/** Frames of AMQP 1.0 that answer an attach: an attach, a detach, an end or a close. */
const ANSWERS: readonly number[] = [ATTACH, 0x16, 0x17, 0x18];
/** What came of the login. */
const OUTCOME = 0x44;

const SASL = Buffer.from('AMQP\x03\x01\x00\x00', 'latin1');
const AMQP = Buffer.from('AMQP\x00\x01\x00\x00', 'latin1');

/**
 * Opens a connection of AMQP 1.0 with a token as the password and attaches a receiver to an address,
 * which makes the queue of an address of version 1, `/queue/NAME`, where the broker lets it. The broker
 * may take the link and detach it again, so the answer tells nothing.
 * @throws if the connection ends without an answer
 */
export async function receiveFrom(
  broker: Broker,
  vhost: string,
  token: string,
  address: string,
): Promise<void> {
  const socket = connect(broker.amqpPort, '127.0.0.1');
  try {
    await new Promise<void>((resolve, reject) => {
      let read = Buffer.alloc(0);
      socket.on('error', reject);
      socket.on('close', () => {
        reject(new Error('the broker closed the connection'));
      });
      socket.on('data', (more) => {
        read = Buffer.concat([read, more]);
        for (;;) {
          if (read.subarray(0, 4).toString('latin1') === 'AMQP' && read.length >= 8)
            read = read.subarray(8);
          const size = read.length < 8 ? Number.POSITIVE_INFINITY : read.readUInt32BE(0);
          if (read.length < size) return;
          const frame = read.subarray(0, size);
          read = read.subarray(size);
          const code = frame[10];
          if (code === OUTCOME) {
            const performatives = [
              performative(0x10, string('client'), string(`vhost:${vhost}`)),
              performative(0x11, NULL, uint(0), uint(100), uint(100)),
              performative(ATTACH, string('link'), uint(0), TRUE, NULL, NULL, source(address)),
            ];
            socket.write(Buffer.concat([AMQP, ...performatives.map((one) => frameOf(0, one))]));
          } else if (code !== undefined && ANSWERS.includes(code)) resolve();
        }
      });
      const login = performative(0x41, symbol('PLAIN'), binary(`\0anyone\0${token}`));
      socket.write(Buffer.concat([SASL, frameOf(1, login)]));
    });
  } finally {
    socket.destroy();
  }
}

const NULL = Buffer.from([0x40]);
const TRUE = Buffer.from([0x41]);

function frameOf(type: number, body: Buffer): Buffer {
  const head = Buffer.from([0, 0, 0, 0, 2, type, 0, 0]);
  head.writeUInt32BE(8 + body.length);
  return Buffer.concat([head, body]);
}

function performative(code: number, ...fields: readonly Buffer[]): Buffer {
  const body = Buffer.concat(fields);
  const head = Buffer.from([0, 0x53, code, 0xd0, 0, 0, 0, 0, 0, 0, 0, 0]);
  head.writeUInt32BE(4 + body.length, 4);
  head.writeUInt32BE(fields.length, 8);
  return Buffer.concat([head, body]);
}

function source(address: string): Buffer {
  return performative(0x28, string(address));
}

function uint(value: number): Buffer {
  const bytes = Buffer.from([0x70, 0, 0, 0, 0]);
  bytes.writeUInt32BE(value, 1);
  return bytes;
}

function sized(code: number, text: string): Buffer {
  const bytes = Buffer.from(text);
  const head = Buffer.from([code, 0, 0, 0, 0]);
  head.writeUInt32BE(bytes.length, 1);
  return Buffer.concat([head, bytes]);
}

function string(text: string): Buffer {
  return sized(0xb1, text);
}

function symbol(text: string): Buffer {
  return sized(0xb3, text);
}

function binary(text: string): Buffer {
  return sized(0xb0, text);
}
