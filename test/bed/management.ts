import type { Broker } from './broker.js';
import { ALLOWED, refused } from './verdict.js';
import type { Verdict } from './verdict.js';

/** How a token is presented to the HTTP API: by itself, or as the password of a user of any name. */
export type Scheme = 'bearer' | 'basic';

/** An answer of the HTTP API. */
export interface Answer {
  readonly status: number;
  /** The JSON of the answer, or its text if it is not JSON. */
  readonly body: unknown;
}

/** The management plugin's HTTP API as one user. Paths stand below `/api/` and are encoded already. */
export interface Management {
  readonly whoami: () => Promise<Answer>;
  readonly get: (path: string) => Promise<Answer>;
  readonly put: (path: string, body?: object) => Promise<Answer>;
  readonly post: (path: string, body: object) => Promise<Answer>;
  readonly delete: (path: string) => Promise<Answer>;
  /** Publishes an empty message; `amq.default` is the default exchange. */
  readonly publish: (vhost: string, exchange: string, key: string) => Promise<Answer>;
}

/** The HTTP API of a broker with a token. */
export function management(broker: Broker, token: string, scheme: Scheme = 'bearer'): Management {
  const authorization =
    scheme === 'bearer'
      ? `Bearer ${token}`
      : `Basic ${Buffer.from(`anyone:${token}`).toString('base64')}`;
  const call = async (method: string, path: string, body?: object): Promise<Answer> => {
    const response = await fetch(`http://127.0.0.1:${broker.managementPort}/api/${path}`, {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: parse(await response.text()) };
  };
  const post = (path: string, body: object): Promise<Answer> => call('POST', path, body);
  return {
    whoami: () => call('GET', 'whoami'),
    get: (path) => call('GET', path),
    put: (path, body = {}) => call('PUT', path, body),
    post,
    delete: (path) => call('DELETE', path),
    publish: (vhost, exchange, key) =>
      post(`exchanges/${encodeURIComponent(vhost)}/${encodeURIComponent(exchange)}/publish`, {
        properties: {},
        routing_key: key,
        payload: '',
        payload_encoding: 'string',
      }),
  };
}

/**
 * Whether an answer means that the user may do it. What is absent is found before rights are checked,
 * so the objects of a call must exist.
 * @throws for a status that tells neither, such as 404
 */
export function verdictOf(answer: Answer): Verdict {
  const text = JSON.stringify(answer.body);
  if (answer.status < 300) return ALLOWED;
  // A refused publish has status 400, with the broker's words in the body.
  if (answer.status === 401 || answer.status === 403 || text.includes('ACCESS_REFUSED'))
    return refused(answer.body === '' ? '' : text);
  // From 4.2.9 and 4.3.3 a vhost that the user may not enter is not found.
  if (answer.status === 404 && text.includes('Not Found')) return refused(text);
  throw new Error(`status ${answer.status}: ${text}`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
