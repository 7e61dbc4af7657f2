import type { Policy } from './policy.js';
import { pruned, sizeOf } from './pruned.js';

/**
 * A smaller policy of which something still holds: none of its things can go alone. Parts are left
 * out by halves, then quarters, down to single things.
 */
export async function shrink(
  policy: Policy,
  stillHolds: (smaller: Policy) => Promise<boolean>,
): Promise<Policy> {
  let least = policy;
  for (let step = Math.ceil(sizeOf(policy) / 2); ; step = Math.ceil(step / 2)) {
    const before = sizeOf(least);
    for (let from = 0; from < sizeOf(least);) {
      const smaller = pruned(least, (thing) => thing < from || thing >= from + step);
      if (await stillHolds(smaller)) least = smaller;
      else from += step;
    }
    if (step <= 1 && sizeOf(least) === before) return least;
  }
}
