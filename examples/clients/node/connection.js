import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from 'amqplib';

/** A connection that lasted this long, in ms, was a good one: the next failure is the first again. */
const STEADY = 30_000;

/**
 * A connection that stays, with one channel: its token is renewed while it is open, and what is lost is
 * opened again, with a new token.
 */
export class Connection {
  #options;
  #link;
  #kept;
  #stopping = new AbortController();

  /**
   * @param options `address` (amqps://HOST:PORT/VHOST), `ca` (PEM, or undefined), `name` (what the broker
   *   shows), `getToken`, `onChannel` (called with each new channel), `log`
   */
  constructor(options) {
    this.#options = options;
  }

  /** @throws where the first connection fails: something is set up wrongly, and waiting does not mend it */
  async start() {
    this.#link = await this.#open();
    this.#kept = this.#keep();
  }

  /** Closes the connection. What is not confirmed or not acknowledged by now is delivered again later. */
  async stop() {
    this.#stopping.abort();
    await this.#link.close();
    await this.#kept;
  }

  async #open() {
    const { address, ca, name, getToken, onChannel } = this.#options;
    const token = await getToken();
    const target = new URL(address);
    target.username = 'iam'; // any name does: the broker takes it from the token
    target.password = token.secret;
    target.searchParams.set('heartbeat', '30');
    const connection = await connect(target.href, {
      ...(ca === undefined ? {} : { ca: [ca] }),
      clientProperties: { connection_name: name },
      timeout: 10_000,
    }).catch((error) => {
      // amqplib keeps the broker's words to itself here.
      if (!/Expected ConnectionOpenOk/.test(error.message)) throw error;
      throw new Error(
        `the role may not enter the vhost ${target.pathname.slice(1)}, or there is none`,
      );
    });
    const link = new Link(connection, token);
    try {
      const channel = await connection.createConfirmChannel();
      // A channel that fails takes the connection along, so that there is one way to begin again.
      channel.on('error', (error) => link.fail(error));
      await onChannel(channel, (error) => link.fail(error));
      return link;
    } catch (error) {
      await link.close();
      throw link.reason ?? error;
    }
  }

  async #keep() {
    const { log } = this.#options;
    let failures = 0;
    while (!this.#stopping.signal.aborted) {
      const opened = performance.now();
      const renewing = this.#renew(this.#link);
      await this.#link.closed;
      await renewing;
      if (performance.now() - opened >= STEADY) failures = 0;
      let problem = `connection lost: ${this.#link.reason?.message ?? 'closed'}`;
      while (this.#link.isClosed && !this.#stopping.signal.aborted) {
        const wait = retryAfter(failures++);
        log(`${problem}; again in ${(wait / 1000).toFixed(1)} s`);
        await this.#pause(wait);
        try {
          if (!this.#stopping.signal.aborted) this.#link = await this.#open();
        } catch (error) {
          problem = `no connection: ${error.message}`;
        }
      }
      if (!this.#stopping.signal.aborted) log('connected again');
      else await this.#link.close();
    }
  }

  /** Renews the token of a connection again and again, until that is closed. */
  async #renew(link) {
    const { getToken, log } = this.#options;
    let { token } = link;
    let wait = renewAfter(token);
    while (!link.isClosed) {
      await this.#pause(wait, link);
      if (link.isClosed || this.#stopping.signal.aborted) return;
      try {
        token = await getToken();
        const secret = Buffer.from(token.secret);
        await link.unlessClosed(link.connection.updateSecret(secret, 'token renewed'));
        log('token renewed');
        wait = renewAfter(token);
      } catch (error) {
        log(`token not renewed: ${error.message}`);
        wait = token.life / 20; // the old one still lives for a while
      }
    }
  }

  /** Waits, until the link is closed or all of it stops if that is sooner. */
  async #pause(ms, link) {
    const signals = [this.#stopping.signal, ...(link === undefined ? [] : [link.signal])];
    await sleep(ms, undefined, { signal: AbortSignal.any(signals) }).catch(() => undefined);
  }
}

/** How long to wait before a token is renewed, in ms: by chance, or all clients would come at once. */
function renewAfter({ life, end }) {
  return end - performance.now() - life * (0.2 + 0.2 * Math.random());
}

/** How long to wait before the next attempt, in ms: more each time, and by chance, as all clients lost theirs. */
function retryAfter(failures) {
  return Math.min(250 * 2 ** failures, 30_000) * (0.5 + Math.random());
}

/** One connection of amqplib's, with its first token and the reason of its end. */
class Link {
  #ended = new AbortController();
  reason;

  constructor(connection, token) {
    this.connection = connection;
    this.token = token;
    connection.on('error', (error) => (this.reason = error)); // what the broker says counts
    this.closed = new Promise((resolve) => {
      connection.once('close', (error) => {
        this.reason ??= error;
        this.#ended.abort();
        resolve();
      });
    });
  }

  get signal() {
    return this.#ended.signal;
  }

  get isClosed() {
    return this.#ended.signal.aborted;
  }

  fail(error) {
    this.reason ??= error;
    void this.close();
  }

  async close() {
    await this.connection.close().catch(() => undefined); // closed already
  }

  /** What comes of an operation. @throws as soon as the connection is closed */
  unlessClosed(operation) {
    const lost = this.closed.then(() => {
      throw this.reason ?? new Error('the connection was closed');
    });
    return Promise.race([operation, lost]);
  }
}
