import type { Reading } from '../pattern/match.js';
import { NameSet, nonEmpty } from '../pattern/name-set.js';
import { Pattern } from '../pattern/pattern.js';
import type { Connection, Operation } from '../policy/phrases/rights.js';
import { leastNeedsOf, needsOf, thingOf, type Needed } from '../policy/phrases/needs.js';
import type { NeedOn } from '../policy/phrases/verbs.js';
import type { Permission } from '../rabbitmq/scope.js';
import type { ResourceKind } from '../syntax/tree.js';
import type { Held } from './given.js';

/** One check that the broker makes of an operation: of a permission, with the routing key if one counts. */
export interface Check {
  readonly permission: Permission;
  /** Another permission that does as well. */
  readonly or?: Permission;
  /** What of the operation it is about. */
  readonly on: NeedOn;
  readonly kind: Held;
  readonly name: Pattern;
  /** The routing keys, where the broker would check them on an exchange of type topic. */
  readonly key: Pattern | undefined;
}

/**
 * The checks of an operation that some release makes that the broker may run; opening a connection
 * has none of its own.
 */
export function checksOf(right: Operation | Connection): readonly Check[] {
  return right.type === 'connect' ? [] : needsOf(right).map((need) => checkFor(need, right));
}

/** As `checksOf`, but only what no release and no client does without. */
export function leastChecksOf(right: Operation | Connection): readonly Check[] {
  return right.type === 'connect' ? [] : leastNeedsOf(right).map((need) => checkFor(need, right));
}

function checkFor({ permission, on, keys, or }: Needed, operation: Operation): Check {
  const thing = thingOf(operation, on);
  const kind = heldKind(thing?.kind ?? operation.kind);
  const counts = keys === 'if-given' ? operation.key !== undefined : keys === 'always';
  const key = counts && kind !== 'queue' ? (operation.key?.pattern ?? Pattern.any) : undefined;
  const name = thing?.named.pattern ?? Pattern.nothing;
  return { permission, ...(or && { or }), on, kind, name, key };
}

/** The permissions of which any one passes a check, the usual one first. */
export function permissionsOf({ permission, or }: Check): readonly Permission[] {
  return or === undefined ? [permission] : [permission, or];
}

function heldKind(kind: ResourceKind): Held {
  if (kind === 'stream') return 'queue';
  return kind === 'super-stream' ? 'exchange' : kind;
}

/** The names that a pattern of a right stands for: never the empty one, which nothing has. */
export function namesOf(pattern: Pattern, reading: Reading): NameSet {
  return nonEmpty(NameSet.of(pattern, reading));
}

/**
 * The vhosts that a pattern of a right stands for. A broker can have one of the empty name: no policy
 * can name it, but a wildcard takes it in, and examples show it where they can show no other.
 */
export function vhostsOf(pattern: Pattern, reading: Reading): NameSet {
  return NameSet.of(pattern, reading);
}
