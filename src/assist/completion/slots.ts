import type { Clause, ResourceKind } from '../../syntax/tree.js';

/** What may come next, where a cursor stands. */
export type Slot =
  /** The first word of an item. */
  | { readonly type: 'opener' }
  /** One of some words of the language. */
  | { readonly type: 'words'; readonly words: readonly string[] }
  /** A further verb, beside those given. */
  | { readonly type: 'verb'; readonly given: readonly string[] }
  /** The kind that a phrase is about. */
  | { readonly type: 'kind'; readonly verbs: readonly string[] }
  /** A clause of a phrase. */
  | {
      readonly type: 'clause';
      readonly verbs: readonly string[];
      readonly kind: ResourceKind;
      readonly given: readonly Clause['type'][];
    }
  /** The name of something declared. */
  | { readonly type: 'resource'; readonly kind: ResourceKind }
  | { readonly type: 'routing-key' }
  | { readonly type: 'vhost' }
  /** Roles and groups: behind some others, or where `anyone` may stand too. */
  | { readonly type: 'subject'; readonly given: readonly string[]; readonly anyone: boolean }
  | { readonly type: 'member'; readonly given: readonly string[] }
  | { readonly type: 'broker'; readonly given: readonly string[]; readonly groups: boolean }
  /** A value of a profile, behind as many others. */
  | { readonly type: 'argument'; readonly profile: string; readonly before: number }
  | { readonly type: 'exchange-type' }
  | { readonly type: 'arn' }
  /** The value of a broker's setting; of `engine` the version, once the product stands there. */
  | { readonly type: 'setting'; readonly name: string; readonly product: string | undefined }
  | { readonly type: 'conf-key' }
  | { readonly type: 'conf-value'; readonly key: string }
  | { readonly type: 'algorithm'; readonly given: readonly string[] }
  | { readonly type: 'duration' }
  | { readonly type: 'tag'; readonly given: readonly string[] }
  | { readonly type: 'api-right'; readonly given: readonly string[] }
  | { readonly type: 'warning-code' }
  | { readonly type: 'file' };

/** What may come next in an item. */
export interface Next {
  readonly slots: readonly Slot[];
  /** Whether the item may as well end here. */
  readonly complete: boolean;
}

/** Nothing that could be offered. */
export const nothing: Next = { slots: [], complete: true };

/** One of the slots must be filled. */
export function need(...slots: readonly Slot[]): Next {
  return { slots, complete: false };
}

/** One of the slots may be filled. */
export function may(...slots: readonly Slot[]): Next {
  return { slots, complete: true };
}
