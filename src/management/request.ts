import * as http from 'node:http';
import * as https from 'node:https';

/** What one request is sent with. */
export interface RequestSettings {
  /** Of the scheme of the URL; it holds the certificates that are trusted. */
  readonly agent: http.Agent;
  readonly authorization: string;
  /** How long the whole answer may take, in milliseconds. */
  readonly timeout: number;
  /** The most bytes of an answer. */
  readonly limit: number;
  /** Ends the request. */
  readonly signal: AbortSignal | undefined;
}

/** An answer as it came, whatever its status. */
export interface RawAnswer {
  readonly status: number;
  readonly contentType: string;
  /** Where a redirect leads. */
  readonly location: string | undefined;
  /** How long to wait before another try, in seconds, as far as that is said. */
  readonly retryAfter: number | undefined;
  readonly body: Buffer;
}

/** Why an answer is given up. */
export type GivenUp = 'no-connection' | 'late' | 'too-large' | 'cut' | 'compressed' | 'interrupted';

/** Thrown where an answer is given up. */
export class AnswerGivenUp extends Error {
  constructor(readonly because: GivenUp) {
    super(because);
  }
}

/** How long a connection may take, in milliseconds: an address behind a firewall answers nothing. */
const CONNECT_TIMEOUT = 10_000;

/**
 * Sends one GET and takes the answer in. No redirect is followed, so that what is sent goes nowhere else.
 *
 * @throws AnswerGivenUp, and what Node throws of connections, certificates and wrong HTTP
 */
export function requestOnce(url: URL, settings: RequestSettings): Promise<RawAnswer> {
  const { promise, resolve, reject } = promised<RawAnswer>();
  const { agent, timeout, limit, signal } = settings;
  const isSecure = url.protocol === 'https:';
  const request = (isSecure ? https : http).get(url, {
    agent,
    headers: {
      accept: 'application/json',
      'accept-encoding': 'identity',
      authorization: settings.authorization,
    },
  });
  // What Node says of a request that is ended here is not why.
  const giveUp = (because: GivenUp): void => {
    reject(new AnswerGivenUp(because));
    request.destroy();
  };
  const late = setTimeout(giveUp, timeout, 'late');
  const connecting = setTimeout(giveUp, Math.min(timeout, CONNECT_TIMEOUT), 'no-connection');
  const interrupt = (): void => {
    giveUp('interrupted');
  };
  if (signal?.aborted === true) interrupt();
  signal?.addEventListener('abort', interrupt, { once: true });
  request.on('socket', (socket) => {
    const connected = (): void => {
      clearTimeout(connecting);
    };
    if (socket.connecting) socket.once(isSecure ? 'secureConnect' : 'connect', connected);
    else connected();
  });
  request.on('error', reject);
  request.on('response', (response) => {
    const { headers } = response;
    const chunks: Buffer[] = [];
    let size = 0;
    if ((headers['content-encoding'] ?? 'identity') !== 'identity') giveUp('compressed');
    response.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) giveUp('too-large');
      else chunks.push(chunk);
    });
    response.on('error', () => {
      giveUp('cut');
    });
    response.on('end', () => {
      const after = headers['retry-after'] ?? '';
      resolve({
        status: response.statusCode ?? 0,
        contentType: headers['content-type'] ?? '',
        location: headers.location,
        retryAfter: /^\d{1,5}$/.test(after) ? Number(after) : undefined,
        body: Buffer.concat(chunks),
      });
    });
  });
  return promise.finally(() => {
    clearTimeout(late);
    clearTimeout(connecting);
    signal?.removeEventListener('abort', interrupt);
  });
}

/** A promise with what settles it; only the first counts. */
function promised<T>(): {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (reason: Error) => void;
} {
  let resolve: (value: T) => void = () => undefined;
  let reject: (reason: Error) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    [resolve, reject] = [yes, no];
  });
  return { promise, resolve, reject };
}
