import { whereKey } from '../../aws/conditions.js';
import { isSameScope } from '../../rabbitmq/scope.js';
import type { GivenRight, GivenScope, ComparedRole } from './access.js';

/** Whether two sides say the same in the same order, as of the many roles that nobody touched. */
export function isUntouched(a: ComparedRole, b: ComparedRole): boolean {
  if (haveSameBasis(a, b)) return true;
  return (
    a.scopes.length === b.scopes.length &&
    a.api.length === b.api.length &&
    a.scopes.every((given, at) => isSame(given, b.scopes[at])) &&
    a.api.every((right, at) => isSameRight(right, b.api[at]))
  );
}

/** Whether what both are given follows from the very same, so that it need not be worked out. */
function haveSameBasis({ basis: one }: ComparedRole, { basis: other }: ComparedRole): boolean {
  return (
    one !== undefined && one.length === other?.length && one.every((part, at) => part === other[at])
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
