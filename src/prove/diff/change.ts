import type { Bytes } from '../../pattern/bytes.js';
import type { Permission } from '../../rabbitmq/scope.js';
import type { TagName } from '../../rabbitmq/tags.js';
import type { GivenRight, GivenScope } from './access.js';

/**
 * The least that one side gives there and the other does not: access to the vhost, a permission on
 * the name, or the topic permission for the key.
 */
export type Extent = 'access' | 'permission' | 'key';

/** A concrete thing that one side gives and the other does not. */
export interface ChangeExample {
  readonly extent: Extent;
  readonly permission: Permission;
  readonly vhost: Bytes;
  /** Undefined where the scope gives access to vhosts alone. */
  readonly name: Bytes | undefined;
  /** Undefined where the scope gives no topic permission. */
  readonly key: Bytes | undefined;
}

/** A part of an operation that one side gives and the other does not. */
export interface ScopeExample {
  readonly example: ChangeExample;
  /** What gives it. */
  readonly by: GivenScope;
  /** What comes nearest on the other side, if anything there is about the same names. */
  readonly nearest: GivenScope | undefined;
}

/** Something that one side gives a role and the other does not. */
export type Change =
  /** The examples are of one operation in one vhost; of a configuration there is always one. */
  | { readonly kind: 'scopes'; readonly examples: readonly [ScopeExample, ...ScopeExample[]] }
  /** Whether the other side gives it too takes too many moves to prove, so it counts as different. */
  | { readonly kind: 'too-complex'; readonly by: GivenScope }
  | { readonly kind: 'tag'; readonly tag: TagName; readonly by: GivenScope }
  /** `action` is an example of what the other side does not allow. */
  | { readonly kind: 'api'; readonly by: GivenRight; readonly action: string };
