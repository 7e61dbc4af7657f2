import { errorCode } from '../../source/system-error.js';

/** How far a connection got: reached, greeted, logged in, in the vhost. */
export type Stage = 'connect' | 'start' | 'login' | 'vhost' | 'open';

/** What ended a connection, or kept it from coming about, other than a refusal in words. */
export type FailureKind =
  /** No machine of that name. */
  | 'unknown-host'
  /** Nobody listens there. */
  | 'nobody'
  /** No way leads there, or no answer comes. */
  | 'unreachable'
  /** Nothing came for too long. */
  | 'silent'
  /** The certificate is signed by nobody who is trusted, or has run out. */
  | 'untrusted'
  /** The certificate is another machine's. */
  | 'other-name'
  /** TLS was spoken to what speaks none. */
  | 'no-tls'
  /** What answers wants TLS. */
  | 'wants-tls'
  /** The connection stands, and is closed before anybody greets: who speaks AMQP greets first. */
  | 'no-greeting'
  /** What answers speaks another protocol. */
  | 'not-amqp'
  /** The broker does not take a password. */
  | 'no-plain'
  /** The broker is short of memory or disk, and reads no further from who publishes. */
  | 'blocked'
  /** It was closed without a word. */
  | 'closed'
  | 'interrupted';

/** Why there is no connection, or none any more. */
export interface ConnectionFailure {
  readonly kind: FailureKind;
  readonly stage: Stage;
  /** The system's code, such as `ECONNRESET`, or why the broker is blocked; empty where it is of no interest. */
  readonly code: string;
}

const KINDS: Readonly<Record<string, FailureKind>> = {
  ENOTFOUND: 'unknown-host',
  EAI_AGAIN: 'unknown-host',
  ECONNREFUSED: 'nobody',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ETIMEDOUT: 'unreachable',
  ECONNRESET: 'closed',
  EPIPE: 'closed',
  ERR_TLS_CERT_ALTNAME_INVALID: 'other-name',
  CERT_HAS_EXPIRED: 'untrusted',
  CERT_NOT_YET_VALID: 'untrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'untrusted',
  UNABLE_TO_GET_ISSUER_CERT: 'untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'untrusted',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'untrusted',
  INVALID_CA: 'untrusted',
  EPROTO: 'no-tls',
};

/** What an error of a socket means. */
export function failureOf(error: unknown, stage: Stage): ConnectionFailure {
  // Where a name has several addresses, each has an error of its own.
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  const code = errorCode(first);
  const kind = KINDS[code] ?? (code.startsWith('ERR_SSL_') ? 'no-tls' : 'closed');
  return { kind, stage, code };
}

/**
 * Whether a failure may pass by waiting, as that of a broker that has just started may. All else stays as
 * it is: a certificate, a name, a protocol, a network without a way there; and who was silent was waited for.
 */
export function mayPass({ kind, code }: ConnectionFailure): boolean {
  if (kind === 'unknown-host') return code === 'EAI_AGAIN';
  if (kind === 'unreachable') return code === 'EHOSTUNREACH';
  return kind === 'nobody' || kind === 'no-greeting' || kind === 'closed';
}

/** Thrown where a connection ends while something is tried on it. */
export class ConnectionLost extends Error {
  /** @param words the broker's, where it said why */
  constructor(
    readonly failure: ConnectionFailure,
    readonly words: string | undefined,
  ) {
    super(words ?? failure.kind);
  }
}
