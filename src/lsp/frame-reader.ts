import type { Readable } from 'node:stream';
import {
  AbstractMessageReader,
  type DataCallback,
  type Disposable,
  type Message,
} from 'vscode-languageserver';
import { isObject } from './commands/argument.js';

/** The longest message that is taken, in bytes: 256 MiB. */
const LONGEST = 256 * 1024 * 1024;

/** The longest header, in bytes. */
const LONGEST_HEADER = 8 * 1024;

const BLANK_LINE = '\r\n\r\n';
const LENGTH = /(?:^|\r\n)Content-Length:[ \t]*(\d{1,15})[ \t]*(?:\r\n|$)/i;

/** How a header begins, as every client writes it: where to go on after what cannot be read. */
const BEGINNING = 'Content-Length:';

/**
 * Takes messages from a stream (base protocol of LSP). What is no header, has a length that cannot be, or
 * is no JSON is told as a `SyntaxError`, and reading goes on where the next header begins.
 */
export class FrameReader extends AbstractMessageReader {
  #pieces: Buffer[] = [];
  #size = 0;
  /** How many bytes have to be there before it is worth looking. */
  #needed = 0;
  /** Whether the next header has to be looked for. */
  #lost = false;

  constructor(readonly stream: Readable) {
    super();
  }

  listen(callback: DataCallback): Disposable {
    const onData = (piece: Buffer): void => {
      this.#pieces.push(piece);
      this.#size += piece.length;
      if (this.#size >= this.#needed) this.#take(callback);
    };
    this.stream.on('data', onData);
    this.stream.on('error', (error) => {
      this.fireError(error);
    });
    this.stream.on('close', () => {
      this.fireClose();
    });
    return { dispose: () => this.stream.off('data', onData) };
  }

  #take(callback: DataCallback): void {
    let rest = Buffer.concat(this.#pieces);
    this.#needed = 0;
    for (;;) {
      if (this.#lost) {
        const at = rest.indexOf(BEGINNING);
        this.#lost = at < 0;
        rest = rest.subarray(at < 0 ? Math.max(0, rest.length - BEGINNING.length) : at);
        if (this.#lost) break;
      }
      const headerEnd = rest.indexOf(BLANK_LINE);
      if (headerEnd < 0 && rest.length <= LONGEST_HEADER) break;
      const header = rest.toString('latin1', 0, Math.max(headerEnd, 0));
      const length = Number(LENGTH.exec(header)?.[1]);
      if (!(length <= LONGEST)) {
        this.fireError(new SyntaxError('a header without a length that can be'));
        this.#lost = true;
        rest = rest.subarray(1);
        continue;
      }
      const start = headerEnd + BLANK_LINE.length;
      if (rest.length < start + length) {
        this.#needed = start + length;
        break;
      }
      this.#parse(rest.toString('utf8', start, start + length), callback);
      rest = rest.subarray(start + length);
    }
    this.#pieces = [rest];
    this.#size = rest.length;
  }

  #parse(text: string, callback: DataCallback): void {
    const message = parsed(text);
    if (message instanceof SyntaxError) this.fireError(message);
    else callback(message);
  }
}

/** The message that a JSON text is, or what is wrong with the text. */
function parsed(text: string): Message | SyntaxError {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && !Array.isArray(value)
      ? { ...value, jsonrpc: '2.0' }
      : new SyntaxError('a message is an object, and no batch of them');
  } catch (thrown) {
    // One nested too deeply is a RangeError.
    return thrown instanceof SyntaxError ? thrown : new SyntaxError(String(thrown));
  }
}
