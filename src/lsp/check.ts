import { checkPolicy, type CheckedPolicy } from '../program/check.js';
import type { LoadedPolicy } from '../source/load.js';

/** Checks a policy as `warren check` does: the one place where the server has a policy checked. */
export function checkLive(loaded: LoadedPolicy): CheckedPolicy {
  return checkPolicy(loaded, false);
}
