import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { version } from '../../version.js';
import type { Endpoint } from './endpoint.js';
import { ConnectionLost, failureOf, type ConnectionFailure, type Stage } from './failure.js';
import {
  FieldReader,
  flags,
  long,
  longString,
  Malformed,
  short,
  shortString,
  table,
} from './fields.js';
import {
  FrameSplitter,
  METHOD_FRAME,
  method,
  PROTOCOL_HEADER,
  type Frame,
  type MethodId,
} from './frames.js';
import { closingOf, isMethod, METHODS, type Closing, type Request } from './methods.js';

// Not amqplib (2.3), whose public interface has no `tx.select`, takes names as texts and not as bytes, and tells of a
// refused login by the words of an error alone, the same way whether it was the password or the vhost.

/** How a connection is opened. */
export interface OpenSettings {
  readonly endpoint: Endpoint;
  readonly vhost: Buffer;
  /** With a token as the password the broker does not look at it, but may write it to its log. */
  readonly user: string;
  readonly password: string;
  /** The certificates (PEM) that are trusted instead of the machine's own. */
  readonly ca: string | undefined;
  /** How long nothing may come while something is awaited, in milliseconds. */
  readonly timeout: number;
  readonly signal: AbortSignal;
}

/** What came of opening a connection. */
export type Opened =
  | { readonly kind: 'open'; readonly connection: AmqpConnection }
  /** The broker says no, when it has the password or when it has the vhost. */
  | { readonly kind: 'refused'; readonly stage: Stage; readonly closing: Closing }
  | { readonly kind: 'failed'; readonly failure: ConnectionFailure };

/** What a broker answers on a channel: it did what was asked, or closes the channel and says why. */
export type Reply =
  { readonly kind: 'done' } | { readonly kind: 'closed'; readonly closing: Closing };

/** How many channels are used at a time. */
const AT_ONCE = 48;

/** Without the first the broker hangs up on a refused login, without the last it stops to read, and says nothing. */
const CAPABILITIES = {
  authentication_failure_close: true,
  publisher_confirms: true,
  'connection.blocked': true,
};

/** Opens a connection on a vhost with a password. It does not throw. */
export function openConnection(settings: OpenSettings): Promise<Opened> {
  return new Promise((resolve) => {
    new AmqpConnection(settings, resolve);
  });
}

/** Something that is tried on a channel of its own. */
interface Attempt {
  readonly request: Request;
  readonly resolve: (reply: Reply) => void;
  readonly reject: (lost: ConnectionLost) => void;
}

/** An open connection, on which things are tried. */
export class AmqpConnection {
  readonly #socket: Socket;
  readonly #splitter = new FrameSplitter();
  readonly #waiting: Attempt[] = [];
  readonly #trying = new Map<number, Attempt>();
  readonly #free: number[] = [];
  #channels = AT_ONCE;
  #stage: Stage = 'connect';
  #lost: ConnectionLost | undefined;
  #opened: ((opened: Opened) => void) | undefined;
  #closed: (() => void) | undefined;

  /** @param opened is told once what came of it */
  constructor(
    private readonly settings: OpenSettings,
    opened: (opened: Opened) => void,
  ) {
    this.#opened = opened;
    const { endpoint, ca, timeout, signal } = settings;
    const { host, port, tls } = endpoint;
    const servername = isIP(host) === 0 ? host : '';
    const to = { host, port, ...(ca === undefined ? {} : { ca }) };
    this.#socket = tls ? connectTls({ ...to, servername }) : connectPlain(to);
    // Without noDelay every answer waits for a delayed acknowledgement.
    this.#socket.setNoDelay(true);
    this.#socket.setTimeout(timeout, () => {
      if (this.#isAwaiting) this.#fail({ kind: 'silent', stage: this.#stage, code: '' });
    });
    this.#socket.once(tls ? 'secureConnect' : 'connect', () => {
      this.#stage = 'start';
      this.#socket.write(PROTOCOL_HEADER);
    });
    this.#socket.on('data', (bytes: Buffer) => {
      this.#take(bytes);
    });
    this.#socket.on('error', (error) => {
      this.#fail(failureOf(error, this.#stage));
    });
    this.#socket.once('close', () => {
      this.#fail({ kind: 'closed', stage: this.#stage, code: '' });
    });
    const interrupt = (): void => {
      this.#fail({ kind: 'interrupted', stage: this.#stage, code: '' });
    };
    signal.addEventListener('abort', interrupt);
    this.#socket.once('close', () => {
      signal.removeEventListener('abort', interrupt);
    });
    if (signal.aborted) interrupt();
  }

  /**
   * Tries something on a channel of its own, as a refusal closes the channel. Many may be under way.
   *
   * @throws ConnectionLost where the connection ends before the answer
   */
  attempt(request: Request): Promise<Reply> {
    return new Promise((resolve, reject) => {
      if (this.#lost !== undefined) reject(this.#lost);
      else {
        this.#waiting.push({ request, resolve, reject });
        this.#next();
      }
    });
  }

  /** Closes the connection, which may be closed already. */
  async close(): Promise<void> {
    if (this.#lost !== undefined) return;
    const closed = new Promise<void>((resolve) => {
      this.#closed = resolve;
    });
    this.#send(0, METHODS.connectionClose, short(200), shortString(''), short(0), short(0));
    await closed;
  }

  get #isAwaiting(): boolean {
    const isOpen = this.#stage === 'open' && this.#closed === undefined;
    return !isOpen || this.#trying.size > 0;
  }

  #take(bytes: Buffer): void {
    try {
      for (const one of this.#splitter.push(bytes)) this.#handle(one);
    } catch (thrown) {
      if (!(thrown instanceof Malformed)) throw thrown;
      // The first bytes of an alert of TLS.
      const wantsTls = this.#stage === 'start' && bytes[0] === 0x15 && bytes[1] === 3;
      this.#fail({ kind: wantsTls ? 'wants-tls' : 'not-amqp', stage: this.#stage, code: '' });
    }
  }

  /** @throws Malformed */
  #handle({ type, channel, payload }: Frame): void {
    if (type !== METHOD_FRAME || this.#lost !== undefined) return;
    const args = new FieldReader(payload);
    const id: MethodId = [args.short(), args.short()];
    if (channel !== 0) this.#handleOnChannel(channel, id, args);
    else if (isMethod(id, METHODS.connectionStart)) this.#start(args);
    else if (isMethod(id, METHODS.connectionTune)) this.#tune(args);
    else if (isMethod(id, METHODS.connectionOpenOk)) {
      this.#stage = 'open';
      this.#tell({ kind: 'open', connection: this });
    } else if (isMethod(id, METHODS.connectionBlocked))
      this.#fail({ kind: 'blocked', stage: this.#stage, code: args.shortString() });
    else if (isMethod(id, METHODS.connectionClose)) this.#closing(closingOf(args));
    else if (isMethod(id, METHODS.connectionCloseOk)) this.#end(this.#gone());
  }

  #start(args: FieldReader): void {
    args.octet();
    args.octet();
    args.longString();
    const mechanisms = args.longString().split(' ');
    if (!mechanisms.includes('PLAIN')) {
      this.#fail({ kind: 'no-plain', stage: this.#stage, code: '' });
      return;
    }
    const { user, password } = this.settings;
    this.#stage = 'login';
    this.#send(
      0,
      METHODS.connectionStartOk,
      table({ product: 'Warren', version, capabilities: CAPABILITIES }),
      shortString('PLAIN'),
      longString(`\0${user}\0${password}`),
      shortString('en_US'),
    );
  }

  #tune(args: FieldReader): void {
    const channels = args.short();
    const frameMax = args.long();
    if (channels > 0) this.#channels = Math.min(AT_ONCE, channels);
    this.#stage = 'vhost';
    // No heartbeats: what is awaited has a limit of its own.
    this.#send(0, METHODS.connectionTuneOk, short(channels), long(frameMax), short(0));
    this.#send(
      0,
      METHODS.connectionOpen,
      shortString(this.settings.vhost),
      shortString(''),
      flags(false),
    );
  }

  #closing(closing: Closing): void {
    this.#send(0, METHODS.connectionCloseOk);
    this.#socket.end();
    if (this.#stage === 'open') this.#end(new ConnectionLost(this.#gone().failure, closing.text));
    else {
      this.#tell({ kind: 'refused', stage: this.#stage, closing });
      this.#end(this.#gone());
    }
  }

  #handleOnChannel(channel: number, id: MethodId, args: FieldReader): void {
    const attempt = this.#trying.get(channel);
    if (isMethod(id, METHODS.channelClose)) {
      const closing = closingOf(args);
      this.#send(channel, METHODS.channelCloseOk);
      this.#release(channel);
      attempt?.resolve({ kind: 'closed', closing });
    } else if (isMethod(id, METHODS.channelCloseOk)) {
      this.#release(channel);
      attempt?.resolve({ kind: 'done' });
    } else if (
      !isMethod(id, METHODS.channelOpenOk) &&
      !isMethod(id, METHODS.confirmSelectOk) &&
      !isMethod(id, METHODS.txSelectOk) &&
      attempt !== undefined
    )
      // It was done, and what may have come of it goes with the channel.
      this.#send(channel, METHODS.channelClose, short(200), shortString(''), short(0), short(0));
  }

  #release(channel: number): void {
    // A channel that is closed once more is free already.
    if (this.#trying.delete(channel)) this.#free.push(channel);
    this.#next();
  }

  #next(): void {
    while (this.#waiting.length > 0) {
      const channel =
        this.#free.pop() ??
        (this.#trying.size < this.#channels ? this.#trying.size + 1 : undefined);
      if (channel === undefined) return;
      const attempt = this.#waiting.shift();
      if (attempt === undefined) return;
      this.#trying.set(channel, attempt);
      const open = method(channel, METHODS.channelOpen, shortString(''));
      this.#socket.write(Buffer.concat([open, ...attempt.request(channel)]));
    }
  }

  #send(channel: number, id: MethodId, ...args: readonly Buffer[]): void {
    this.#socket.write(method(channel, id, ...args));
  }

  #tell(opened: Opened): void {
    const tell = this.#opened;
    this.#opened = undefined;
    tell?.(opened);
  }

  #gone(): ConnectionLost {
    return new ConnectionLost({ kind: 'closed', stage: this.#stage, code: '' }, undefined);
  }

  #fail(given: ConnectionFailure): void {
    const isUngreeted = given.kind === 'closed' && given.stage === 'start';
    const failure = isUngreeted ? { ...given, kind: 'no-greeting' as const } : given;
    this.#tell({ kind: 'failed', failure });
    this.#end(new ConnectionLost(failure, undefined));
  }

  #end(lost: ConnectionLost): void {
    if (this.#lost !== undefined) return;
    this.#lost = lost;
    this.#tell({ kind: 'failed', failure: lost.failure });
    this.#closed?.();
    // What was written last is still to arrive.
    this.#socket.destroySoon();
    const left = [...this.#trying.values(), ...this.#waiting.splice(0)];
    this.#trying.clear();
    for (const { reject } of left) reject(lost);
  }
}
