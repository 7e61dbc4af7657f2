/** A message as the base protocol writes it: a header that counts bytes, an empty line, JSON. */
export function framed(message: unknown): string {
  const body = JSON.stringify(message);
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

/** Takes messages out of a stream of bytes, whatever the pieces it comes in. */
export class Unframer {
  #rest = Buffer.alloc(0);

  /** The messages that are whole with a further piece. */
  take(piece: Buffer): readonly unknown[] {
    this.#rest = Buffer.concat([this.#rest, piece]);
    const messages: unknown[] = [];
    for (;;) {
      const headerEnd = this.#rest.indexOf('\r\n\r\n');
      if (headerEnd < 0) return messages;
      const header = this.#rest.toString('latin1', 0, headerEnd);
      const [, length] = /^Content-Length: (\d+)$/m.exec(header) ?? [];
      if (length === undefined) throw new Error(`no length in the header ${header}`);
      const end = headerEnd + 4 + Number(length);
      if (this.#rest.length < end) return messages;
      messages.push(JSON.parse(this.#rest.toString('utf8', headerEnd + 4, end)));
      this.#rest = this.#rest.subarray(end);
    }
  }
}
