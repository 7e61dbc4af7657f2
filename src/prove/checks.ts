import type { Reading } from '../pattern/match.js';
import { NameSet, nonEmpty } from '../pattern/name-set.js';
import { Pattern } from '../pattern/pattern.js';
import type { Connection, Operation } from '../policy/rights.js';
import { needsOf } from '../policy/scopes-of.js';
import type { Need } from '../policy/verbs.js';
import type { Permission } from '../rabbitmq/scope.js';
import type { Held } from './given.js';

/** One check that the broker makes of an operation: of a permission, with the routing key if one counts. */
export interface Check {
  readonly permission: Permission;
  /** Whether it is about the thing that the operation names or about the exchange of its clause. */
  readonly on: Need['on'];
  readonly kind: Held;
  readonly name: Pattern;
  /** The routing keys, where the broker would check them on an exchange of type topic. */
  readonly key: Pattern | undefined;
}

/** The checks of an operation; opening a connection has none of its own. */
export function checksOf(right: Operation | Connection): readonly Check[] {
  return right.type === 'connect' ? [] : needsOf(right).map((need) => checkFor(need, right));
}

function checkFor({ permission, on, keys }: Need, operation: Operation): Check {
  const named = on === 'other' ? operation.other : operation.name;
  const kind = on === 'other' ? 'exchange' : heldKind(operation);
  const counts = keys === 'if-given' ? operation.key !== undefined : keys === 'always';
  const key = counts && kind !== 'queue' ? (operation.key?.pattern ?? Pattern.any) : undefined;
  return { permission, on, kind, name: named?.pattern ?? Pattern.nothing, key };
}

function heldKind({ kind }: Operation): Held {
  return kind === 'stream' ? 'queue' : kind;
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
