import { Pattern } from '../../pattern/pattern.js';
import type { Entrance } from '../../prove/diff/access.js';
import { giversOf } from '../../prove/diff/accepted.js';
import type { Change } from '../../prove/diff/change.js';

/**
 * How early a reviewer should see what was gained; the least comes first: the tag that may do everything, other
 * tags, rights on the Amazon MQ API, every name, and then the rest.
 */
export function weightOf(what: Change | Entrance): number {
  if ('who' in what) return REST;
  if (what.kind === 'tag') return what.tag === 'administrator' ? 0 : 1;
  if (what.kind === 'api') return 2;
  const isOfAll = giversOf(what).some(
    (giver) =>
      'scope' in giver && giver.scope.kind !== 'tag' && giver.scope.name.key === Pattern.any.key,
  );
  return isOfAll ? 3 : REST;
}

const REST = 4;
