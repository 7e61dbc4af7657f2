import * as http from 'node:http';
import * as https from 'node:https';
import { setTimeout as wait } from 'node:timers/promises';
import { jsonMistake } from '../source/json-mistake.js';
import { afterAWhile, secondsText } from '../source/patience.js';
import type { ApiAddress } from './address.js';
import { authorization, type Credentials } from './credentials.js';
import { ManagementFailure, type Trouble } from './failure.js';
import { requestOnce, type RawAnswer } from './request.js';
import { isJsonObject, Shaped } from './shape.js';
import { isPassing, isPassingError, troubleOf, troubleOfStatus, troubleOfText } from './trouble.js';

/** By what a broker's management API is asked. */
export interface ManagementSettings {
  readonly address: ApiAddress;
  /** Asked for at each request, as a token may be renewed. */
  readonly credentials: () => Credentials;
  /** The certificates (PEM) that are trusted instead of the machine's own. */
  readonly ca?: string | undefined;
  /** How long one answer may take, in milliseconds; a minute unless given. */
  readonly timeout?: number | undefined;
  /** The most bytes of one answer; 128 MiB unless given. */
  readonly limit?: number | undefined;
  /** Ends what is under way. */
  readonly signal?: AbortSignal | undefined;
  /** Is told, a clause, what no answer has come to for a while. */
  readonly waiting?: ((line: string) => void) | undefined;
  /** Waits before another try, in milliseconds. */
  readonly pause?:
    ((milliseconds: number, signal: AbortSignal | undefined) => Promise<void>) | undefined;
}

/** What a path answered. */
export interface Answer {
  readonly value: unknown;
  /** What was asked for, as failures show it. */
  readonly address: string;
}

/** Waits between the tries of a request, in milliseconds; the last try is after the last of them. */
const PAUSES = [500, 1_000, 2_000];

/** The longest wait that a server may ask for, in milliseconds. */
const LONGEST_PAUSE = 10_000;

/** The entries of a page: the most that the management API gives at once. */
const PAGE_SIZE = 500;

/** The most entries of a list that are read. */
const MOST_ENTRIES = 1_000_000;

/**
 * Asks the management API of a broker. It only ever sends GET, follows no redirect, tries again what may
 * pass, and gives up with one line that says why: see ManagementFailure.
 */
export class ManagementClient {
  readonly #agent: http.Agent;
  readonly #timeout: number;

  constructor(private readonly settings: ManagementSettings) {
    const { address, ca, timeout = 60_000 } = settings;
    this.#agent =
      address.scheme === 'https'
        ? new https.Agent({ keepAlive: true, ...(ca === undefined ? {} : { ca }) })
        : new http.Agent({ keepAlive: true });
    this.#timeout = timeout;
  }

  /** Where the API is, as people are shown it. */
  get address(): string {
    return this.settings.address.base;
  }

  /** Closes the connections. */
  close(): void {
    this.#agent.destroy();
  }

  /**
   * What a path answers.
   *
   * @param path below `/api/`, its names encoded with `encodeURIComponent`
   * @throws ManagementFailure
   */
  async get(path: string, query: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const address = `${this.settings.address.base}/${path}`;
    return { value: parse(await this.#text(path, query), address), address };
  }

  /**
   * The text that a path answers, which is a JSON object.
   *
   * @throws ManagementFailure
   */
  async objectText(path: string): Promise<{ readonly text: string; readonly address: string }> {
    const address = `${this.settings.address.base}/${path}`;
    const text = await this.#text(path, {});
    Shaped.of(parse(text, address), address);
    return { text, address };
  }

  /**
   * All entries of a list that comes whole: RabbitMQ has no pages of vhosts, bindings, consumers,
   * permissions and policies, and answers 500 to who asks for one of vhosts (4.0.5 and 4.3.6).
   *
   * @throws ManagementFailure
   */
  async list(path: string): Promise<readonly Shaped[]> {
    const { value, address } = await this.get(path);
    return Shaped.all(value, address);
  }

  /**
   * All entries of a list, page by page: of queues, exchanges, connections, channels and users. What comes
   * and goes meanwhile may be missing, or be there twice.
   *
   * @throws ManagementFailure
   */
  async pages(
    path: string,
    query: Readonly<Record<string, string>> = {},
  ): Promise<readonly Shaped[]> {
    const all: Shaped[] = [];
    for (let page = 1; ; page++) {
      const asked = { ...query, page: String(page), page_size: String(PAGE_SIZE) };
      const { value, address } = await this.#page(path, asked, page);
      // A broker that knows no pages answers everything.
      if (!isJsonObject(value)) return Shaped.all(value, address);
      all.push(...Shaped.all(value['items'], address, `page ${page}, entry`));
      const pages = Shaped.of(value, address).optionalNumber('page_count') ?? 1;
      if (page >= pages) return all;
      if (all.length > MOST_ENTRIES || page * PAGE_SIZE > MOST_ENTRIES)
        throw new ManagementFailure(address, {
          kind: 'too-large',
          problem: `there are more than ${MOST_ENTRIES.toLocaleString('en')} entries`,
        });
    }
  }

  async #page(
    path: string,
    query: Readonly<Record<string, string>>,
    page: number,
  ): Promise<Answer> {
    try {
      return await this.get(path, query);
    } catch (thrown) {
      // The last page may go while the others are read.
      if (page > 1 && thrown instanceof BadRequest)
        return { value: { items: [] }, address: thrown.address };
      throw thrown;
    }
  }

  async #text(path: string, query: Readonly<Record<string, string>>): Promise<string> {
    const address = `${this.settings.address.base}/${path}`;
    const fail = (trouble: Trouble): ManagementFailure => new ManagementFailure(address, trouble);
    const answer = await this.#tried(address, query);
    if (answer.status === 400) throw new BadRequest(address);
    const trouble = troubleOfStatus(answer, address);
    if (trouble !== undefined) throw fail(trouble);
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(answer.body);
    } catch {
      throw fail({ kind: 'broken', problem: 'the answer is no UTF-8 text' });
    }
  }

  /** The answer of the first try that is one, or of the last. */
  async #tried(address: string, query: Readonly<Record<string, string>>): Promise<RawAnswer> {
    const { signal, waiting, pause = waitFor } = this.settings;
    const url = new URL(address);
    for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
    for (let tries = 0; ; tries++) {
      const next = PAUSES[tries];
      let seconds: number | undefined;
      const callOff = afterAWhile(this.#timeout, () =>
        waiting?.(`no answer from ${address} yet; waiting up to ${secondsText(this.#timeout)}`),
      );
      try {
        const answer = await requestOnce(url, {
          agent: this.#agent,
          authorization: authorization(this.settings.credentials()),
          timeout: this.#timeout,
          limit: this.settings.limit ?? 128 * 2 ** 20,
          signal,
        });
        if (next === undefined || !isPassing(answer)) return answer;
        seconds = answer.retryAfter;
      } catch (thrown) {
        if (next === undefined || !isPassingError(thrown) || signal?.aborted === true)
          throw new ManagementFailure(
            address,
            troubleOf(thrown, this.settings.address, this.#timeout),
          );
      } finally {
        callOff();
      }
      await pause(Math.min(Math.max(next, 1_000 * (seconds ?? 0)), LONGEST_PAUSE), signal);
    }
  }
}

/** A path that was asked wrongly, such as for a page behind the last. */
class BadRequest extends ManagementFailure {
  constructor(address: string) {
    super(address, {
      kind: 'no-api',
      problem: 'the answer is that the request is a bad one (400)',
      advice: 'look at the scheme and the path: with TLS, write https://',
    });
  }
}

async function waitFor(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  await wait(milliseconds, undefined, signal === undefined ? {} : { signal }).catch(
    () => undefined,
  );
}

/** @throws ManagementFailure where it is no JSON; nothing of the text is in it */
function parse(text: string, address: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ManagementFailure(address, troubleOfText(text, jsonMistake(text)));
  }
}
