/** What became of a request that was not answered as it should be. */
export type FailureKind =
  /** Nobody answers at the address, or nobody who speaks HTTP. */
  | 'unreachable'
  /** The certificate is not trusted, or is another's. */
  | 'untrusted'
  /** Who asks is not let in, or may not see this. */
  | 'refused'
  /** There is nothing of that name. */
  | 'absent'
  /** Something else than the API answers. */
  | 'no-api'
  /** The broker is overloaded or in trouble, after some tries. */
  | 'busy'
  /** It takes too long. */
  | 'slow'
  /** The answer is larger than what is taken. */
  | 'too-large'
  /** The answer is not whole, or no JSON. */
  | 'broken'
  /** JSON, but not what RabbitMQ answers. */
  | 'shape'
  /** Whoever asked did not wait. */
  | 'interrupted';

/** What is wrong with an answer, and what to try: ends of one sentence. */
export interface Trouble {
  readonly kind: FailureKind;
  readonly problem: string;
  readonly advice?: string;
}

/**
 * Thrown where the management API gives no answer that can be used. The message is one line for people
 * without a full stop: the address, what is wrong, and what to try. It holds neither a user's name nor
 * anything else that was sent, and nothing that the other side words freely.
 */
export class ManagementFailure extends Error {
  readonly kind: FailureKind;

  /** @param address what was asked for, without what belongs to the asker */
  constructor(
    readonly address: string,
    { kind, problem, advice }: Trouble,
  ) {
    super(`${address}: ${problem}${advice === undefined ? '' : `; ${advice}`}`);
    this.kind = kind;
  }
}
