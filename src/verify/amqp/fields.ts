/** A value of a field table, as far as a client has to send one. */
export type FieldValue = string | number | boolean | FieldTable;

/** A field table of AMQP 0-9-1. */
export interface FieldTable {
  readonly [name: string]: FieldValue;
}

/** The longest short string, in bytes. */
const MOST_SHORT = 255;

/** Numbers of one, two and four bytes. */
export function octet(value: number): Buffer {
  return Buffer.of(value);
}

export function short(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

export function long(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** A text of up to 255 bytes. Names that are longer exist nowhere, so none is cut that counts. */
export function shortString(value: Buffer | string): Buffer {
  const bytes = Buffer.from(value).subarray(0, MOST_SHORT);
  return Buffer.concat([octet(bytes.length), bytes]);
}

export function longString(value: Buffer | string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([long(bytes.length), bytes]);
}

/** A field table. Source: AMQP 0-9-1, 4.2.5.5, with the types as RabbitMQ reads them. */
export function table(fields: FieldTable): Buffer {
  const entries = Object.entries(fields).flatMap(([name, value]) => [
    shortString(name),
    field(value),
  ]);
  return longString(Buffer.concat(entries));
}

function field(value: FieldValue): Buffer {
  if (typeof value === 'string') return Buffer.concat([Buffer.from('S'), longString(value)]);
  if (typeof value === 'boolean') return Buffer.concat([Buffer.from('t'), octet(Number(value))]);
  if (typeof value === 'number') return Buffer.concat([Buffer.from('I'), long(value)]);
  return Buffer.concat([Buffer.from('F'), table(value)]);
}

/** Flags that share an octet, the first in the lowest bit. */
export function flags(...set: readonly boolean[]): Buffer {
  return octet(set.reduce((sum, isSet, at) => sum + (isSet ? 1 << at : 0), 0));
}

/** Thrown for bytes that are not what AMQP 0-9-1 has there. */
export class Malformed extends Error {}

/** Reads the arguments of a method one after the other. */
export class FieldReader {
  #at = 0;

  constructor(private readonly bytes: Buffer) {}

  octet(): number {
    return this.#take(1).readUInt8();
  }

  short(): number {
    return this.#take(2).readUInt16BE();
  }

  long(): number {
    return this.#take(4).readUInt32BE();
  }

  shortString(): string {
    return this.#take(this.octet()).toString();
  }

  longString(): string {
    return this.#take(this.long()).toString();
  }

  /** @throws Malformed where there are fewer bytes */
  #take(count: number): Buffer {
    if (this.#at + count > this.bytes.length) throw new Malformed('a method ends in the middle');
    return this.bytes.subarray(this.#at, (this.#at += count));
  }
}
