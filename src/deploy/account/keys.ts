import { get } from 'node:https';
import { errorCode } from '../../source/system-error.js';

/** Where the keys of an issuer are. Source: IAM User Guide, outbound identity federation. */
export const KEYS_PATH = '/.well-known/jwks.json';

/** What became of a question for the keys of an issuer. */
export type KeysAnswer =
  /** A JSON text, of whatever shape. */
  | { readonly kind: 'read'; readonly jwks: unknown }
  /** Something else than keys: why, a clause. */
  | { readonly kind: 'other'; readonly why: string }
  /** Nobody answered from here, which says nothing of whether the broker can ask: why, a clause. */
  | { readonly kind: 'unreachable'; readonly why: string };

/** The most bytes of an answer: an issuer has a few keys. */
const MOST = 2 ** 20;

/**
 * Asks an issuer for the keys that it publishes. It does not throw.
 *
 * @param issuer its URL, without a slash at the end
 * @param ca the certificates (PEM) that are trusted instead of the machine's own
 * @param timeout in milliseconds
 */
export function fetchKeys(
  issuer: string,
  ca: string | undefined,
  timeout: number,
  signal: AbortSignal,
): Promise<KeysAnswer> {
  return new Promise((resolve) => {
    const late = AbortSignal.timeout(timeout);
    const failed = (error: unknown): void => {
      const code = errorCode(error);
      const why = late.aborted ? 'no answer comes' : (WORDS[code] ?? `the system answers ${code}`);
      resolve({ kind: 'unreachable', why });
    };
    const request = get(
      `${issuer}${KEYS_PATH}`,
      {
        signal: AbortSignal.any([signal, late]),
        agent: false,
        ...(ca === undefined ? {} : { ca }),
      },
      (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          size += chunk.length;
          if (size <= MOST) return;
          resolve({ kind: 'other', why: 'the answer is far too large' });
          request.destroy();
        });
        response.on('error', failed);
        response.on('close', () => {
          resolve({ kind: 'unreachable', why: 'the answer breaks off' });
        });
        response.on('end', () => {
          resolve(answerOf(response.statusCode, Buffer.concat(chunks)));
        });
      },
    );
    request.on('error', failed);
  });
}

/** Why nobody was asked, by the system's code. */
const WORDS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'there is no such machine',
  EAI_AGAIN: 'its name cannot be looked up',
  ECONNREFUSED: 'nobody listens there',
  ECONNRESET: 'the connection was closed',
  ENETUNREACH: 'no way leads there',
  EHOSTUNREACH: 'no way leads there',
  ETIMEDOUT: 'no answer comes',
  ABORT_ERR: 'it was interrupted',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is not trusted',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is not trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is not trusted',
  UNABLE_TO_GET_ISSUER_CERT: 'its certificate is not trusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate is not trusted',
  INVALID_CA: 'its certificate is not trusted',
  CERT_NOT_YET_VALID: 'its certificate does not count yet',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another machine',
};

function answerOf(status: number | undefined, bytes: Buffer): KeysAnswer {
  if (status !== 200) return { kind: 'other', why: `it answers ${status ?? 'nothing'}` };
  try {
    return { kind: 'read', jwks: JSON.parse(bytes.toString()) };
  } catch {
    return { kind: 'other', why: 'what it answers is no JSON' };
  }
}
