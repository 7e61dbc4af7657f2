import { verify } from 'node:crypto';
import { keyFor, keysIn, SIGNING } from '../../deploy/account/jwks.js';
import type { Token } from './token.js';

/** Whether a token was signed by one of some keys: undefined where that cannot be told. */
export type Signed = 'yes' | 'no' | 'no-such-key' | undefined;

/**
 * Whether the keys of an issuer signed a token.
 *
 * @param jwks what the issuer answers at `/.well-known/jwks.json`, RFC 7517
 */
export function signedBy(token: Token, jwks: unknown): Signed {
  const signing = SIGNING.get(token.facts.algorithm);
  const keys = keysIn(jwks);
  if (signing === undefined || keys === undefined) return undefined;
  const named = keys.filter((key) => token.facts.keyId === '' || key['kid'] === token.facts.keyId);
  if (named.length === 0) return 'no-such-key';
  const { input, signature } = token.signed;
  const isSigned = named.some((jwk) => {
    const key = keyFor(jwk, signing);
    if (key === undefined) return false;
    try {
      return verify(signing.hash, input, { key, dsaEncoding: 'ieee-p1363' }, signature);
    } catch {
      return false;
    }
  });
  return isSigned ? 'yes' : 'no';
}
