import { includes } from '../../pattern/include.js';
import { firstFit } from '../../pattern/name-set.js';
import type { Pattern } from '../../pattern/pattern.js';
import type { Permission } from '../../rabbitmq/scope.js';
import type { Operation, Right } from '../rights.js';
import { needsOf } from '../scopes-of.js';

/**
 * Whether a name that a pattern of an operation loses is named by other rights beside it, with every
 * permission that the operation needs on it.
 *
 * @param on the name of the operation or its other exchange
 */
export function namedBeside(
  name: Pattern,
  on: 'name' | 'other',
  operation: Operation,
  rights: readonly Right[],
): boolean {
  return permissionsOf(operation, on).every((permission) =>
    rights.some(
      (right) =>
        right.type === 'operation' &&
        right !== operation &&
        includes(firstFit(right.vhost), firstFit(operation.vhost)) &&
        (gives(right, 'name', permission, name) || gives(right, 'other', permission, name)),
    ),
  );
}

function permissionsOf(operation: Operation, on: 'name' | 'other'): readonly Permission[] {
  return needsOf(operation)
    .filter((need) => need.on === on)
    .map(({ permission }) => permission);
}

function gives(
  operation: Operation,
  on: 'name' | 'other',
  permission: Permission,
  name: Pattern,
): boolean {
  const named = on === 'name' ? operation.name : operation.other;
  if (named === undefined || !permissionsOf(operation, on).includes(permission)) return false;
  return firstFit(named.pattern).has(name.first);
}
