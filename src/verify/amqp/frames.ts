import { long, Malformed, octet, short } from './fields.js';

/** A frame as it travels. */
export interface Frame {
  readonly type: number;
  readonly channel: number;
  readonly payload: Buffer;
}

export const METHOD_FRAME = 1;
export const HEADER_FRAME = 2;

/** What every frame ends in. */
const END = 0xce;

/** The bytes before the payload: type, channel and size. */
const HEAD = 7;

/** No broker sends a longer frame to a client that asks for none, in bytes. */
const LONGEST = 2 ** 20;

/** What a client sends first. */
export const PROTOCOL_HEADER = Buffer.from('AMQP\0\0\x09\x01', 'latin1');

/** A frame in bytes. */
export function frame(type: number, channel: number, payload: Buffer): Buffer {
  return Buffer.concat([octet(type), short(channel), long(payload.length), payload, octet(END)]);
}

/** A method in a frame. */
export function method(
  channel: number,
  [classId, methodId]: MethodId,
  ...args: readonly Buffer[]
): Buffer {
  const payload = Buffer.concat([short(classId), short(methodId), ...args]);
  return frame(METHOD_FRAME, channel, payload);
}

/** The numbers of a method's class and of the method in it. */
export type MethodId = readonly [classId: number, methodId: number];

/** Takes a stream of bytes apart into frames. */
export class FrameSplitter {
  #rest: Buffer = Buffer.alloc(0);

  /**
   * The frames that are whole with these bytes.
   *
   * @throws Malformed for what are no frames
   */
  push(bytes: Buffer): readonly Frame[] {
    this.#rest = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    const frames: Frame[] = [];
    let at = 0;
    while (this.#rest.length - at >= HEAD) {
      const type = this.#rest.readUInt8(at);
      const size = this.#rest.readUInt32BE(at + 3);
      // Method, header, body and heartbeat; what is none of them is another protocol.
      if (![METHOD_FRAME, HEADER_FRAME, 3, 8].includes(type) || size > LONGEST)
        throw new Malformed('what arrives are no frames');
      const end = at + HEAD + size;
      if (this.#rest.length <= end) break;
      if (this.#rest.readUInt8(end) !== END) throw new Malformed('a frame has no end');
      const channel = this.#rest.readUInt16BE(at + 1);
      frames.push({ type, channel, payload: this.#rest.subarray(at + HEAD, end) });
      at = end + 1;
    }
    this.#rest = this.#rest.subarray(at);
    return frames;
  }
}
