import assert from 'node:assert/strict';
import type { Readable, Writable } from 'node:stream';
import { framed, Unframer } from './framing.js';

/** What a server answers to a request that it refuses. */
export class Refused extends Error {
  constructor(
    readonly code: unknown,
    message: string,
  ) {
    super(message);
  }
}

/** A message from the server that expects no answer. */
export interface Notified {
  readonly method: string;
  readonly params: unknown;
}

type Members = Readonly<Record<string, unknown>>;

/** Whether a value is an object, so that its members can be looked at. */
export function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A client of its own, which shares no code with the library that the server is built on. Requests of
 * the server are answered with `null` and kept.
 */
export class Client {
  /** Whatever came without an answer to it being expected. */
  readonly notified: Notified[] = [];
  /** What the server asked. */
  readonly asked: Notified[] = [];
  readonly #unframer = new Unframer();
  readonly #open = new Map<number, (message: Members) => void>();
  readonly #waiting = new Set<() => void>();
  #last = 0;

  constructor(
    readonly to: Writable,
    from: Readable,
  ) {
    from.on('data', (piece: Buffer) => {
      for (const message of this.#unframer.take(piece)) this.#receive(message);
    });
  }

  /** Sends bytes as they are. */
  raw(text: string): void {
    this.to.write(text);
  }

  notify(method: string, params: unknown): void {
    this.raw(framed({ jsonrpc: '2.0', method, params }));
  }

  /** Sends a request and waits for its result; one that is refused throws `Refused`. */
  async request(method: string, params: unknown): Promise<unknown> {
    const id = ++this.#last;
    const answer = new Promise<Members>((resolve) => this.#open.set(id, resolve));
    this.raw(framed({ jsonrpc: '2.0', id, method, params }));
    const { error, result } = await answer;
    if (isObject(error)) throw new Refused(error['code'], String(error['message']));
    return result;
  }

  /** The first notification, of those that came and of those to come, that `accept` makes something of. */
  until<T>(accept: (notified: Notified) => T | undefined): Promise<T> {
    return this.#first(this.notified, accept);
  }

  /** Waits for a request of the server, if it has not come yet. */
  async untilAsked(wanted: string): Promise<void> {
    await this.#first(this.asked, ({ method }) => (method === wanted ? true : undefined));
  }

  async #first<T>(came: readonly Notified[], accept: (one: Notified) => T | undefined): Promise<T> {
    for (let next = 0; ;) {
      for (; next < came.length; next++) {
        const one = came[next];
        const found = one && accept(one);
        if (found !== undefined) return found;
      }
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
  }

  #receive(message: unknown): void {
    assert.ok(isObject(message) && message['jsonrpc'] === '2.0', 'a message of JSON-RPC 2.0');
    const { id, method, params } = message;
    if (typeof method !== 'string') {
      assert.ok('result' in message !== 'error' in message, 'a result or an error');
      const open = typeof id === 'number' ? this.#open.get(id) : undefined;
      if (typeof id === 'number') this.#open.delete(id);
      open?.(message);
      return;
    }
    (id === undefined ? this.notified : this.asked).push({ method, params });
    if (id !== undefined) this.raw(framed({ jsonrpc: '2.0', id, result: null }));
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }
}
