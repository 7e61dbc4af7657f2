import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';

/** How a signature of an algorithm is checked. */
export interface Signing {
  readonly hash: string;
  readonly type: 'ec' | 'rsa';
  /** Of an elliptic curve, as OpenSSL calls it. */
  readonly curve?: string;
}

/** How the algorithms of AWS STS sign. Source: RFC 7518, 3.3 and 3.4. */
export const SIGNING: ReadonlyMap<string, Signing> = new Map<string, Signing>([
  ['ES384', { hash: 'sha384', type: 'ec', curve: 'secp384r1' }],
  ['RS256', { hash: 'sha256', type: 'rsa' }],
]);

/**
 * The keys in what an issuer answers; undefined where that is no set of keys.
 *
 * @param jwks what stands at `/.well-known/jwks.json`, RFC 7517
 */
export function keysIn(jwks: unknown): readonly JsonWebKey[] | undefined {
  if (typeof jwks !== 'object' || jwks === null || !('keys' in jwks)) return undefined;
  const { keys } = jwks;
  return Array.isArray(keys) ? keys.filter(isKey) : undefined;
}

/** A key that can check signatures of an algorithm; undefined where it cannot, or is none. */
export function keyFor(jwk: JsonWebKey, { type, curve }: Signing): KeyObject | undefined {
  try {
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    if (key.asymmetricKeyType !== type) return undefined;
    const its = key.asymmetricKeyDetails?.namedCurve;
    return curve === undefined || its === curve ? key : undefined;
  } catch {
    return undefined;
  }
}

function isKey(value: unknown): value is JsonWebKey {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
