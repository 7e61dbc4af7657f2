import { whereKey } from '../../aws/conditions.js';
import { isSameScope } from '../../rabbitmq/scope.js';
import type { GivenRight, GivenScope, ComparedRole } from './access.js';

/** Whether two sides say the same in the same order, as of the many roles that nobody touched. */
export function isUntouched(a: ComparedRole, b: ComparedRole): boolean {
  return (
    a.scopes.length === b.scopes.length &&
    a.api.length === b.api.length &&
    a.scopes.every((given, at) => isSame(given, b.scopes[at])) &&
    a.api.every((right, at) => isSameRight(right, b.api[at]))
  );
}

function isSameRight({ actions, where }: GivenRight, other: GivenRight | undefined): boolean {
  return (
    other !== undefined &&
    actions.join() === other.actions.join() &&
    whereKey(where) === whereKey(other.where)
  );
}

function isSame({ scope }: GivenScope, other: GivenScope | undefined): boolean {
  return other !== undefined && isSameScope(scope, other.scope);
}
