import type { Written } from './names.js';

/** A verb of a phrase about queues and exchanges. */
export type Verb =
  | 'configure'
  | 'write'
  | 'read'
  | 'publish'
  | 'consume'
  | 'purge'
  | 'declare'
  | 'delete'
  | 'bind'
  | 'unbind';

/** What a phrase is about. */
export type Kind = 'queue' | 'exchange' | 'stream' | 'super-stream' | 'resource';

/** A phrase about queues and exchanges, with its lists. */
export interface ResourcePhrase {
  readonly type: 'resource';
  readonly verbs: readonly Verb[];
  readonly kind: Kind;
  readonly names: readonly Written[];
  /** The exchanges of the clause `to`, `from`, `dead-letter` or `alternate`; empty without one. */
  readonly others: readonly Written[];
  /** The routing keys; empty without a `key` clause. */
  readonly keys: readonly Written[];
}

/** A phrase. */
export type Phrase =
  | ResourcePhrase
  | { readonly type: 'connect' }
  | { readonly type: 'tag'; readonly tags: readonly string[] }
  | { readonly type: 'call'; readonly profile: string; readonly values: readonly Written[] };

/** `allow`. What stands in `on` blocks names the brokers; an empty list is no block. */
export interface Allow {
  readonly on: readonly string[];
  readonly anyone: boolean;
  /** The roles and groups meant, or with `anyone` those left out. */
  readonly subjects: readonly string[];
  readonly phrases: readonly Phrase[];
}

/** An exchange, queue or stream that is declared. */
export interface Declaration {
  readonly on: readonly string[];
  readonly kind: 'exchange' | 'queue' | 'stream';
  readonly name: Written;
  /** Of an exchange, if it is said. */
  readonly exchangeType: string | undefined;
}

/** A `vhost` block, or what stands at the top of a file. */
export interface Block {
  readonly on: readonly string[];
  readonly vhost: Written | undefined;
  readonly declarations: readonly Declaration[];
  readonly allows: readonly Allow[];
}

/** A broker. The issuer and the account are the same for all. */
export interface Broker {
  readonly name: string;
  readonly engine: string;
  readonly region: string;
  readonly audience: string | undefined;
  readonly scopePrefix: string | undefined;
  /** The variables, each of which may use those before it. */
  readonly lets: readonly { readonly name: string; readonly value: Written }[];
}

/** A profile. It may use those before it. */
export interface Profile {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly phrases: readonly Phrase[];
}

/** A whole policy as data, from which its text is printed and its meaning is computed apart. */
export interface Policy {
  readonly brokers: readonly Broker[];
  readonly roles: readonly { readonly name: string; readonly path: string }[];
  /** Groups of roles, of brokers and of groups before them. */
  readonly groups: readonly { readonly name: string; readonly members: readonly string[] }[];
  readonly profiles: readonly Profile[];
  readonly blocks: readonly Block[];
}

/** The account of every broker and role. */
export const ACCOUNT = '111122223333';

/** The ARN of a role, by its path, which ends in the role's own name. */
export function arnOf({ path }: Policy['roles'][number]): string {
  return `arn:aws:iam::${ACCOUNT}:role/${path}`;
}
