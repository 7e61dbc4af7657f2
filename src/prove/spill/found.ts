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

/** Something that the broker permits a role on what is declared, and that no phrase asks for. */
export interface FoundSpill {
  /** Which of the broker's blind spots it comes from. */
  readonly kind: 'other-kind' | 'crossing';
  /** The grant that it is a part of. */
  readonly grant: OperationGrant;
  /** The operation that is permitted, as a policy would write it. */
  readonly phrase: string;
  /** What is declared and reached. */
  readonly reached: Resource;
  /** The grant that it takes besides. */
  readonly together: Grant | undefined;
}

/** What an operation that nobody wrote is about. */
export interface Subject {
  readonly kind: ResourceKind;
  readonly name: Pattern;
  /** The exchange that it is bound to. */
  readonly to?: Pattern;
}

/**
 * An operation that nobody wrote, to ask whether it is permitted in the vhosts of another, and at
 * whose place it would be reported.
 */
export function synthetic(word: string, { kind, name, to }: Subject, like: Operation): Operation {
  const { place, calls, vhost, engine } = like;
  return {
    type: 'operation',
    word,
    kind,
    vhost,
    engine,
    name: { pattern: name, place },
    key: undefined,
    other: to && { pattern: to, place, clause: 'to' },
    place,
    calls,
  };
}
