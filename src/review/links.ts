import { MeetIndex } from '../pattern/meet-index.js';
import { firstFit, glob } from '../pattern/name-set.js';
import type { Pattern } from '../pattern/pattern.js';
import type { Role } from '../policy/names/roles.js';
import { patternText } from '../policy/phrases/phrase-text.js';
import type { Grant } from '../policy/policy.js';
import { isOfKind, meet } from '../policy/resources/resources.js';
import type { ResourceKind } from '../syntax/tree.js';
import type { ReviewLink } from './document.js';
import type { Reviewed } from './reviewed.js';

/** A link while the lines that make it are gathered. */
interface Draft {
  readonly kind: ReviewLink['kind'];
  readonly from: number;
  readonly to: number;
  readonly keys: Set<string>;
  readonly roles: Set<number>;
}

/**
 * What leads messages from one resource to another: the alternate and dead-letter exchanges that are declared,
 * and the bindings that lines of the policy ask for by name. Bindings that a role may make besides, by bare
 * permissions, are left out: they would join everything with everything.
 *
 * @param numberOf the number of a role
 */
export function linksOf(
  resources: readonly Reviewed[],
  grants: readonly Grant[],
  numberOf: (role: Role) => number,
): readonly ReviewLink[] {
  const links = new Map<string, Draft>();
  const linked = (kind: ReviewLink['kind'], from: number, to: number): Draft => {
    const key = `${from} ${to} ${kind}`;
    const draft = links.get(key) ?? { kind, from, to, keys: new Set(), roles: new Set() };
    links.set(key, draft);
    return draft;
  };
  const byName = new MeetIndex<number>();
  for (const [at, { pattern }] of resources.entries()) byName.add(pattern, at);
  const named = (vhost: Pattern, pattern: Pattern, kind: ResourceKind): readonly number[] =>
    byName.near(pattern).filter((at) => {
      const one = resources[at];
      return (
        one !== undefined &&
        isMeant(one, kind) &&
        meet(glob(one.vhost), glob(vhost)) &&
        meet(firstFit(pattern), glob(one.pattern))
      );
    });
  for (const [from, { declared, vhost }] of resources.entries()) {
    if (declared?.other === undefined) continue;
    const kind = declared.kind === 'exchange' ? 'alternate' : 'dead-letter';
    for (const to of named(vhost, declared.other, 'exchange')) linked(kind, from, to);
  }
  for (const { role, right } of grants) {
    if (right.type !== 'operation' || right.word !== 'bind' || right.other === undefined) continue;
    const destinations = named(right.vhost, right.name.pattern, right.kind);
    if (destinations.length > MOST_ENDS) continue;
    const sources = named(right.vhost, right.other.pattern, 'exchange');
    if (sources.length > MOST_ENDS) continue;
    for (const from of sources)
      for (const to of destinations) {
        const { keys, roles } = linked('bind', from, to);
        keys.add(right.key === undefined ? EVERY_KEY : patternText(right.key.pattern));
        roles.add(numberOf(role));
      }
  }
  return Array.from(links.values(), ({ keys, roles, ...link }) => ({
    ...link,
    keys: keys.has(EVERY_KEY) ? [] : [...keys].sort(),
    roles: [...roles].sort((a, b) => a - b),
  })).sort((a, b) => a.from - b.from || a.to - b.to || (a.kind < b.kind ? -1 : 1));
}

/** A line whose pattern takes in more at one end says nothing about who talks to whom. */
const MOST_ENDS = 50;

/** No key of a binding is written so. */
const EVERY_KEY = '';

function isMeant({ declared, kind }: Reviewed, wanted: ResourceKind): boolean {
  return declared === undefined ? kind === wanted : isOfKind(declared, wanted);
}
