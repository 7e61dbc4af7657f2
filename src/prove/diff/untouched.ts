import { compareScopes } from '../../rabbitmq/scope.js';
import type { GivenScope, RoleAccess } from './access.js';

/** Whether two sides say the same in the same order, as of the many roles that nobody touched. */
export function isUntouched(a: RoleAccess, b: RoleAccess): boolean {
  return (
    a.scopes.length === b.scopes.length &&
    a.api.length === b.api.length &&
    a.scopes.every((given, at) => isSame(given, b.scopes[at])) &&
    a.api.every(({ actions }, at) => actions.join() === b.api[at]?.actions.join())
  );
}

function isSame({ scope }: GivenScope, other: GivenScope | undefined): boolean {
  return other !== undefined && compareScopes(scope, other.scope) === 0;
}
