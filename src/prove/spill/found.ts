import type { Bytes } from '../../pattern/bytes.js';
import type { NameSet } from '../../pattern/name-set.js';
import { Pattern } from '../../pattern/pattern.js';
import type { Operation } from '../../policy/phrases/rights.js';
import type { Grant } from '../../policy/policy.js';
import type { Resource } from '../../policy/resources/resources.js';
import type { ResourceKind } from '../../syntax/tree.js';

/** A grant of an operation. */
export type OperationGrant = Grant & { readonly right: Operation };

/** Whether a grant is of an operation. */
export function isOperation(grant: Grant): grant is OperationGrant {
  return grant.right.type === 'operation';
}

/**
 * What spill gets round, that is, what the role cannot bring about by what its phrases ask; the most
 * telling first.
 */
export const ROUNDS = [
  /** It reads what it may not read: a queue, or by a binding the messages of an exchange. */
  'read',
  /** It removes what it may not declare. */
  'remove',
  /** It publishes where it may not. */
  'publish',
  /** Messages that it may not get go where it sends them. */
  'move',
  /** Messages arrive where it may put none. */
  'put',
  /** Messages arrive with keys that it may not publish there. */
  'key',
] as const;

/** One of `ROUNDS`. */
export type Round = (typeof ROUNDS)[number];

/** Messages that a binding makes arrive somewhere. */
export interface Arrival {
  readonly source: Bytes;
  readonly destination: Bytes;
  readonly to: 'queue' | 'exchange';
  /** The key of an example. */
  readonly key: Bytes;
  /** Whether the binding has a key that the broker checks. */
  readonly isKeyed: boolean;
  /** The keys that the role may publish to the destination. */
  readonly keys: readonly Pattern[];
}

/** Something that the broker permits a role on what is declared, and that no phrase asks for. */
export interface FoundSpill {
  readonly round: Round;
  /** The grant that it is a part of. */
  readonly grant: OperationGrant;
  /** The operation on concrete names. */
  readonly operation: Operation;
  /** The operation, as a policy would write it. */
  readonly phrase: string;
  /** What is declared and reached. */
  readonly reached: Resource;
  /** Where a name stands for both: the grant whose pattern fits what it does not mean. */
  readonly misread: OperationGrant | undefined;
  /** The grant that it takes besides. */
  readonly together: OperationGrant | undefined;
  /** What a binding brings about. */
  readonly arrival: Arrival | undefined;
  /** Of a queue that adds nothing if no other role reads it. */
  readonly unlessRead: Resource | undefined;
  /** Of messages that the role may not get, which are its own if no other role puts any there. */
  readonly unlessWritten: OwnSource | undefined;
}

/** Exchanges of which a role has all messages already, if no other role may put any there. */
export interface OwnSource {
  readonly vhosts: NameSet;
  readonly names: NameSet;
  /** What then is left of a spill of their messages; undefined where it adds nothing. */
  readonly left: FoundSpill | undefined;
}

/** What was found to spill. */
export interface Spilled {
  readonly found: readonly FoundSpill[];
  /** Whether that is all: false where something was too complex to look at, so that there may be more. */
  readonly isWhole: boolean;
}

/** What an operation that nobody wrote is about. */
export interface Operands {
  readonly kind: ResourceKind;
  readonly name: Pattern;
  readonly vhost?: Pattern;
  /** The exchange that it is bound to. */
  readonly to?: Pattern;
  readonly key?: Pattern | undefined;
}

/**
 * An operation that nobody wrote, to ask whether it is permitted in the vhosts of another, and at
 * whose place it would be reported.
 */
export function synthetic(word: string, operands: Operands, like: Operation): Operation {
  const { place, calls, engine } = like;
  const { kind, name, to, key, vhost = like.vhost } = operands;
  return {
    type: 'operation',
    word,
    kind,
    vhost,
    engine,
    name: { pattern: name, place },
    key: key && { pattern: key, place },
    other: to && { pattern: to, place, clause: 'to' },
    place,
    calls,
  };
}
