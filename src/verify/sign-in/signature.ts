import { createPublicKey, verify, type JsonWebKey } from 'node:crypto';
import type { Token } from './token.js';

/** Whether a token was signed by one of some keys: undefined where that cannot be told. */
export type Signed = 'yes' | 'no' | 'no-such-key' | undefined;

/** How the algorithms of AWS STS sign. Source: RFC 7518, 3.3 and 3.4. */
const ALGORITHMS: ReadonlyMap<string, { readonly hash: string; readonly type: string }> = new Map([
  ['ES384', { hash: 'sha384', type: 'ec' }],
  ['RS256', { hash: 'sha256', type: 'rsa' }],
]);

/**
 * Whether the keys of an issuer signed a token.
 *
 * @param jwks what the issuer answers at `/.well-known/jwks.json`, RFC 7517
 */
export function signedBy(token: Token, jwks: unknown): Signed {
  const algorithm = ALGORITHMS.get(token.facts.algorithm);
  const keys = keysIn(jwks);
  if (algorithm === undefined || keys === undefined) return undefined;
  const named = keys.filter((key) => token.facts.keyId === '' || key['kid'] === token.facts.keyId);
  if (named.length === 0) return 'no-such-key';
  const { input, signature } = token.signed;
  const isSigned = named.some((jwk) => {
    try {
      const key = createPublicKey({ key: jwk, format: 'jwk' });
      if (key.asymmetricKeyType !== algorithm.type) return false;
      return verify(algorithm.hash, input, { key, dsaEncoding: 'ieee-p1363' }, signature);
    } catch {
      return false;
    }
  });
  return isSigned ? 'yes' : 'no';
}

function keysIn(jwks: unknown): readonly JsonWebKey[] | undefined {
  if (typeof jwks !== 'object' || jwks === null || !('keys' in jwks)) return undefined;
  const { keys } = jwks;
  return Array.isArray(keys) ? keys.filter(isKey) : undefined;
}

function isKey(value: unknown): value is JsonWebKey {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
