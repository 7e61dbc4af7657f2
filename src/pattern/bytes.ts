const UTF8 = new TextEncoder();
const ASCII = /^[\0-\x7f]*$/;
const STRICT_UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * A byte string: a concrete vhost, resource name or routing key, or a literal part of a pattern.
 * The broker compares names byte by byte, so patterns are sets of these and not of Unicode texts.
 */
export class Bytes {
  static readonly empty = new Bytes('');

  /**
   * @param binary the bytes as a JavaScript string with one character, U+0000 to U+00FF, for each
   *   byte: cheap to compare, to slice and to use as the key of a map
   */
  private constructor(readonly binary: string) {}

  /** The UTF-8 form of a text; a lone surrogate becomes U+FFFD, as everywhere in Node. */
  static fromText(text: string): Bytes {
    // Nearly every name is ASCII, and then its bytes are its characters.
    return ASCII.test(text) ? new Bytes(text) : Bytes.from(UTF8.encode(text));
  }

  /** Exactly these bytes; numbers are taken modulo 256. */
  static from(bytes: Iterable<number>): Bytes {
    let binary = '';
    for (const byte of bytes) binary += String.fromCharCode(byte & 0xff);
    return new Bytes(binary);
  }

  /** These bytes with every one of some ASCII characters in the place of another. */
  with(instead: Readonly<Record<string, string>>): Bytes {
    return new Bytes(Array.from(this.binary, (byte) => instead[byte] ?? byte).join(''));
  }

  /** Some byte strings one after the other, with another between each two. */
  static joined(parts: readonly Bytes[], between: Bytes): Bytes {
    return new Bytes(parts.map(({ binary }) => binary).join(between.binary));
  }

  /** How many bytes. */
  get length(): number {
    return this.binary.length;
  }

  /** The bytes as a fresh array. */
  toArray(): Uint8Array {
    return Uint8Array.from(this.binary, (character) => character.charCodeAt(0));
  }

  /** The text these bytes are the UTF-8 form of; undefined where they are none. */
  get text(): string | undefined {
    if (ASCII.test(this.binary)) return this.binary;
    try {
      return STRICT_UTF8.decode(this.toArray());
    } catch {
      return undefined;
    }
  }
}
