import { randomUUID } from 'node:crypto';
import { createServer } from 'node:https';
import type { Server } from 'node:https';
import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import type { GenerateKeyPairResult } from 'jose';
import { makeCertificate } from './certificate.js';
import { portOf } from './ports.js';

/** The algorithms that AWS STS signs web identity tokens with. */
export type Algorithm = 'ES384' | 'RS256';

/** The names of STS's keys, by the algorithm that each is for. */
const KEY_IDS: Readonly<Record<Algorithm, string>> = { ES384: 'EC384_0', RS256: 'RSA_0' };

/** What to put in a token. */
export interface TokenRequest {
  /** The role's ARN, with its path: it becomes `sub`. */
  readonly roleArn: string;
  /** One audience becomes a string in the token, several become a list, as with STS. */
  readonly audience: string | string[];
  /** Default `ES384`. */
  readonly algorithm?: Algorithm;
  /** Default 3600, the most that STS gives, as a busy machine is slow; a negative one has expired. */
  readonly lifetimeSeconds?: number;
  /** Claims that are added, or replace the usual ones; `undefined` removes one. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** A stand-in for the web identity issuer that AWS STS is for one account. */
export interface Sts {
  /** `https://localhost:PORT`; the keys are at `/.well-known/jwks.json` below it. */
  readonly issuer: string;
  /** The certificate (PEM) of the authority that a broker must trust to fetch the keys. */
  readonly ca: string;
  /** Signs a token of the shape of STS's. */
  readonly mint: (request: TokenRequest) => Promise<string>;
  readonly stop: () => Promise<void>;
}

/**
 * Starts an issuer with new keys. Two of them are like the issuers of two accounts: their keys have
 * the same names, and neither accepts the other's tokens.
 */
export async function startSts(): Promise<Sts> {
  const { key, cert, ca } = await makeCertificate();
  const pairs = {
    ES384: await generateKeyPair('ES384', { extractable: true }),
    RS256: await generateKeyPair('RS256', { extractable: true }),
  };
  const jwks = JSON.stringify({ keys: [await jwk('RS256', pairs), await jwk('ES384', pairs)] });
  const server = createServer({ key, cert }, (request, response) => {
    const found = request.url === '/.well-known/jwks.json';
    response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' });
    response.end(found ? jwks : undefined);
  });
  await listen(server);
  const issuer = `https://localhost:${portOf(server)}`;
  return {
    issuer,
    ca,
    mint: (request) => mint(issuer, pairs, request),
    stop: () => close(server),
  };
}

type KeyPairs = Readonly<Record<Algorithm, GenerateKeyPairResult>>;

async function jwk(algorithm: Algorithm, pairs: KeyPairs): Promise<object> {
  const key = await exportJWK(pairs[algorithm].publicKey);
  return { ...key, alg: algorithm, use: 'sig', kid: KEY_IDS[algorithm] };
}

function mint(issuer: string, pairs: KeyPairs, request: TokenRequest): Promise<string> {
  const { roleArn, audience, algorithm = 'ES384', lifetimeSeconds = 3600 } = request;
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    aud: audience,
    sub: roleArn,
    'https://sts.amazonaws.com/': awsClaims(roleArn, now),
    iss: issuer,
    iat: Math.min(now, now + lifetimeSeconds),
    exp: now + lifetimeSeconds,
    jti: randomUUID(),
    ...request.claims,
  };
  const header = { alg: algorithm, kid: KEY_IDS[algorithm], typ: 'JWT' };
  return new SignJWT(claims).setProtectedHeader(header).sign(pairs[algorithm].privateKey);
}

function awsClaims(roleArn: string, now: number): object {
  return {
    aws_account: roleArn.split(':')[4],
    source_region: 'eu-west-1',
    org_id: 'o-abc1234567',
    ou_path: ['o-abc1234567/r-ab12/ou-ab12-11111111/'],
    principal_id: roleArn,
    principal_tags: { team: 'orders' },
    original_session_exp: new Date((now + 3600) * 1000).toISOString(),
  };
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.on('error', reject).listen(0, '127.0.0.1', resolve);
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections(); // a broker keeps its connection open
  });
}
