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
  /** Refused for status 401 and 403, allowed otherwise. */
  readonly verdict: Verdict;
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
    const text = await response.text();
    const denied = response.status === 401 || response.status === 403;
    return {
      status: response.status,
      body: parse(text),
      verdict: denied ? refused(text) : ALLOWED,
    };
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

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
