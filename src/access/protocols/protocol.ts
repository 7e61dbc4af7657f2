import type { Pattern } from '../../pattern/pattern.js';
import type { ThingOn } from '../../policy/phrases/things.js';
import type { FactsOf } from '../../rabbitmq/claims.js';
import type { Permission } from '../../rabbitmq/scope.js';
import type { ResourceKind } from '../../syntax/tree.js';

/** A permission that an operation needs. */
export interface Need {
  readonly permission: Permission;
  readonly on: ThingOn;
  /**
   * A permission that does as well: for every client, as the broker asks for one or the other, or
   * for some, as they do without the command that asks for this one alone.
   */
  readonly or?: { readonly permission: Permission; readonly for: 'every-client' | 'some-clients' };
  /**
   * Of needs of which a client has one or the other, by how it uses the operation: whether this is one for
   * every use, or stands for that of some use. Undefined: it is for both.
   */
  readonly of?: 'every-use' | 'any-use';
  /** The fact that tells which releases ask for it; without one all do. */
  readonly asked?: FactsOf<boolean>;
  /**
   * Clients of another protocol do without it on the releases that lack a fact: the need stands for who
   * has to be able to do it by every protocol, and not for who can do it somehow.
   */
  readonly others?: { readonly askedWith: FactsOf<boolean>; readonly over: string };
  /**
   * When routing keys matter: `always` for operations whose keys the broker checks on a topic
   * exchange, `if-given` for a raw permission, which says nothing about keys unless it names some.
   */
  readonly keys?: 'always' | 'if-given';
}

/** What the broker checks of some operations, by the words and kinds of their phrases. */
export interface CheckedOperation {
  readonly words: readonly string[];
  readonly kinds: readonly ResourceKind[];
  readonly needs: readonly Need[];
  /** What it needs besides where it names the exchange of a clause that it can do without. */
  readonly needsForOther?: readonly Need[];
}

/** Names that an answer spares, though its patterns hold them. */
export interface Spared {
  readonly pattern: Pattern;
  /**
   * For names that the broker makes up where a client gives none, what such a name looks like. A
   * client cannot ask for one of them, but gets one. Undefined for a name that exists.
   */
  readonly example?: Pattern;
  /** On which releases; undefined: on all. */
  readonly where?: FactsOf<boolean>;
}

/** An answer of the broker to an operation that no permission changes. */
export interface FixedAnswer {
  /** Refused to everybody, or not checked for anybody who is in the vhost. */
  readonly answer: 'refused' | 'unchecked';
  /** The operations, by the words and kinds of phrases. */
  readonly words: readonly string[];
  readonly kinds: readonly ResourceKind[];
  /** Whether it is about what the operation names or about the exchange of its clause. */
  readonly on: 'name' | 'other';
  readonly names: readonly Pattern[];
  readonly spared?: readonly Spared[];
  /** Where clients of another protocol get round it, and what they do, as a clause. */
  readonly unless?: { readonly where: FactsOf<boolean>; readonly how: string };
  /** What is looked at, as a noun. */
  readonly what: string;
  /** Why, as a clause. */
  readonly because: string;
  /** Words of the broker's refusal over AMQP 0-9-1. */
  readonly reply: string;
}

/**
 * A protocol by which clients speak to the broker: the operations that it brings, and the answers to
 * operations that no permission changes. An operation that several protocols have stands with the one
 * that knows most of it.
 */
export interface Protocol {
  readonly operations: readonly CheckedOperation[];
  readonly answers: readonly FixedAnswer[];
}
