import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

/** A token of a shape, not signed by anybody unless a key is given. */
export function jwt(header: object, claims: object, key?: KeyObject, hash = 'sha384'): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const input = `${part(header)}.${part(claims)}`;
  const signature =
    key === undefined
      ? Buffer.from('nobody')
      : sign(hash, Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' });
  return `${input}.${signature.toString('base64url')}`;
}

/** The keys of an issuer as AWS STS has them, and what they are published as. */
export function issuerKeys(): {
  readonly ES384: KeyObject;
  readonly RS256: KeyObject;
  readonly jwks: object;
} {
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const keys = [
    { ...ec.publicKey.export({ format: 'jwk' }), kid: 'EC384_0', use: 'sig' },
    { ...rsa.publicKey.export({ format: 'jwk' }), kid: 'RSA_0', use: 'sig' },
  ];
  return { ES384: ec.privateKey, RS256: rsa.privateKey, jwks: { keys } };
}
