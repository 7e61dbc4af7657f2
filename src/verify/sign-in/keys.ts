import { get } from 'node:https';

/** The most bytes of an answer: an issuer has a few keys. */
const MOST = 2 ** 20;

/**
 * The keys of an issuer as it publishes them; undefined where they cannot be had from here, which says
 * nothing of whether the broker can.
 *
 * @param timeout in milliseconds
 */
export function fetchKeys(
  issuer: string,
  ca: string | undefined,
  timeout: number,
  signal: AbortSignal,
): Promise<unknown> {
  return new Promise((resolve) => {
    const none = (): void => {
      resolve(undefined);
    };
    const ended = AbortSignal.any([signal, AbortSignal.timeout(timeout)]);
    const request = get(
      `${issuer}/.well-known/jwks.json`,
      { signal: ended, agent: false, ...(ca === undefined ? {} : { ca }) },
      (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          size += chunk.length;
          if (size > MOST) request.destroy();
        });
        response.on('error', none);
        response.on('close', none);
        response.on('end', () => {
          resolve(response.statusCode === 200 ? parsed(Buffer.concat(chunks)) : undefined);
        });
      },
    );
    request.on('error', none);
  });
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}
