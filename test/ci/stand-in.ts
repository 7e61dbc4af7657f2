import { createServer, type IncomingMessage } from 'node:http';

/** A comment that the stand-in keeps. */
export interface Kept {
  readonly id: number;
  readonly author: number;
  readonly type: 'Bot' | 'User';
  body: string;
}

/** A call that came. */
export interface Came {
  readonly method: string;
  readonly path: string;
  readonly token: string;
}

/** The REST API of GitHub and GitLab, as far as comments go, on loopback. */
export interface StandIn {
  readonly url: string;
  readonly comments: Kept[];
  readonly calls: readonly Came[];
  /** What is answered to calls that write, instead of doing it. */
  refusal: number | undefined;
  /** Whether a token of GitHub is a person's, and not that of a run. */
  isPerson: boolean;
  /** How many calls that ask are answered with 502 first. */
  failing: number;
  readonly close: () => Promise<void>;
}

/** The user whom tokens of the stand-in belong to. */
export const OWN = 41;

/** Starts it. */
export async function standIn(): Promise<StandIn> {
  const calls: Came[] = [];
  const comments: Kept[] = [];
  const server = createServer((request, response) => {
    void answer(request).then(([status, body]) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
  });
  const api: StandIn = {
    url: await new Promise((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        resolve(`http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}`);
      });
    }),
    comments,
    calls,
    refusal: undefined,
    isPerson: false,
    failing: 0,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
  return api;

  async function answer(request: IncomingMessage): Promise<readonly [number, unknown]> {
    const { method = '', url = '', headers } = request;
    const token = String(headers.authorization ?? headers['private-token'] ?? '');
    calls.push({ method, path: url, token });
    const sent = await bodyOf(request);
    if (method === 'GET' && api.failing > 0) {
      api.failing--;
      return [502, {}];
    }
    if (method !== 'GET' && api.refusal !== undefined) return [api.refusal, { message: 'no' }];
    const isOfRun = headers.authorization !== undefined && !api.isPerson;
    if (url === '/user') return isOfRun ? [403, {}] : [200, { id: OWN }];
    const list =
      /^\/(?:repos\/o\/r\/issues\/7\/comments|projects\/5\/merge_requests\/7\/notes)(?:\?per_page=100&page=(\d+))?$/.exec(
        url,
      );
    if (list !== null && method === 'GET') {
      const from = (Number(list[1]) - 1) * 100;
      return [200, comments.slice(from, from + 100).map(shown)];
    }
    if (list !== null && method === 'POST') {
      const type = api.isPerson ? 'User' : 'Bot';
      const kept: Kept = { id: comments.length + 1, author: OWN, type, body: sent };
      comments.push(kept);
      return [201, shown(kept)];
    }
    const [, id] =
      /^\/(?:repos\/o\/r\/issues\/comments|projects\/5\/merge_requests\/7\/notes)\/(\d+)$/.exec(
        url,
      ) ?? [];
    const known = comments.find((one) => String(one.id) === id);
    if (known === undefined || (method !== 'PATCH' && method !== 'PUT')) return [404, {}];
    known.body = sent;
    return [200, shown(known)];
  }
}

function shown({ id, author, type, body }: Kept): object {
  return { id, body, user: { id: author, type }, author: { id: author } };
}

/** The text of a comment that is sent; empty for none. */
async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (chunk instanceof Buffer) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  const sent: unknown = text === '' ? {} : JSON.parse(text);
  return typeof sent === 'object' && sent !== null && 'body' in sent ? String(sent.body) : '';
}
