import { mayMeet } from '../../pattern/overlap.js';
import type { Reach } from '../../access/reach.js';
import type { GivenScope } from './access.js';
import type { Example } from './change.js';
import type { Holdings } from './holdings.js';

/**
 * The scope of the other side that comes nearest to giving an example: of the same permission, in
 * the vhost, for the name if there is one, else for some name that the scope in question may give.
 */
export function nearest(
  { permission, vhost, name }: Example,
  reach: Reach,
  others: Holdings,
): GivenScope | undefined {
  if (name === undefined) return undefined;
  const here = others.of(permission).filter(({ vhosts }) => vhosts.has(vhost));
  const named = here.filter(({ names }) => names.has(name));
  const found =
    named.find(({ keys }) => keys !== undefined) ??
    named[0] ??
    here.find(({ names }) => mayMeet(names, reach.names));
  return found?.given;
}
