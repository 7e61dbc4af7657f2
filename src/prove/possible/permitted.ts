import type { Check } from '../../access/checks.js';
import type { FixedAnswer } from '../../access/protocols/protocol.js';
import type { Reach } from '../../access/reach.js';
import type { Release } from '../../rabbitmq/engines.js';
import type { Example } from './region.js';

/** How an operation is permitted: an example of it, and the scopes that permit each check. */
export interface Permitted {
  readonly example: Example;
  readonly by: readonly PermittedBy[];
  /**
   * The releases that permit it only because they do not check the routing keys in the CC and BCC
   * headers of a message; undefined where every release permits it by itself.
   */
  readonly throughHeaders: readonly Release[] | undefined;
}

/** What lets a check pass: a scope, or the access to the vhost that a scope gives where it is free. */
export interface PermittedBy {
  readonly check: Check | undefined;
  readonly reach: Reach;
  /** Why the scope need not give more than access to the vhost. */
  readonly free?: FixedAnswer;
}

/** Whether scopes permit anything of what a right says; `no` is proved. */
export type Possibility =
  | { readonly kind: 'yes'; readonly permitted: Permitted }
  | { readonly kind: 'no' }
  | { readonly kind: 'too-complex' };
