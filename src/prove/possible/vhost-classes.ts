import { includes } from '../../pattern/include.js';
import { glob, type NameSet } from '../../pattern/name-set.js';
import { current } from '../../pattern/meter.js';
import { mayMeet } from '../../pattern/overlap.js';
import type { Resource } from '../../policy/resources/resources.js';
import { groupBy } from '../../access/group.js';
import type { NameRegion } from './region.js';

/** Vhosts for which the same things are declared; perhaps there are none. */
export interface VhostClass {
  readonly vhosts: NameRegion;
  readonly declared: readonly Resource[];
}

/** The classes of some vhosts, and whether they take in all of those. */
export interface VhostClasses {
  readonly classes: readonly VhostClass[];
  readonly complete: boolean;
}

/** So many come of ten blocks of vhosts that all overlap; policies have a few. */
const MOST = 1_000;

/** How many classes are told apart in about the time of a move, as a power of two. */
const CLASSES_A_MOVE = 2;

/** The things that one pattern of vhosts declares. */
type Group = readonly [vhosts: NameSet, declared: readonly Resource[]];

/** Tells vhosts apart by what is declared for them. Where that makes too many classes, some are missing. */
export function vhostClasses(within: NameSet, declared: readonly Resource[]): VhostClasses {
  const groups = groupsOf(declared);
  const single = groups.filter(([vhosts]) => vhosts.pattern.isLiteral);
  const several = groups.filter(([vhosts]) => !vhosts.pattern.isLiteral);
  const alone = single
    .filter(([vhosts]) => mayMeet(within, vhosts))
    .map(([vhosts, own]) => classOf(vhosts, own, several));
  if (single.some(([vhosts]) => includes(vhosts, within)))
    return { classes: alone, complete: true };
  const rest: NameRegion = { all: [within], none: single.map(([vhosts]) => vhosts) };
  const wide = split(rest, several);
  if (wide !== undefined) return { classes: [...alone, ...wide], complete: true };
  const none = [...rest.none, ...several.map(([vhosts]) => vhosts)];
  return { classes: [...alone, { vhosts: { ...rest, none }, declared: [] }], complete: false };
}

function groupsOf(declared: readonly Resource[]): readonly Group[] {
  const groups = groupBy(declared, ({ vhosts }) => vhosts.key);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [[glob(first.vhosts), group] as const];
  });
}

/** The class of one vhost. */
function classOf(vhost: NameSet, own: readonly Resource[], several: readonly Group[]): VhostClass {
  const name = vhost.pattern.first;
  const others = several.filter(([vhosts]) => vhosts.has(name)).flatMap(([, declared]) => declared);
  return { vhosts: { all: [vhost], none: [] }, declared: [...own, ...others] };
}

/** Splits vhosts by each pattern in turn into those in it and those outside; undefined where that is too much. */
function split(vhosts: NameRegion, groups: readonly Group[]): readonly VhostClass[] | undefined {
  let classes: readonly VhostClass[] = [{ vhosts, declared: [] }];
  for (const [set, declared] of groups) {
    const inside = classes
      .filter(({ vhosts: { all } }) => all.every((other) => mayMeet(other, set)))
      .map((one) => ({
        vhosts: { ...one.vhosts, all: [...one.vhosts.all, set] },
        declared: [...one.declared, ...declared],
      }));
    const beside = classes
      .filter(({ vhosts: { all } }) => !all.some((other) => includes(set, other)))
      .map((one) => ({ ...one, vhosts: { ...one.vhosts, none: [...one.vhosts.none, set] } }));
    classes = [...inside, ...beside];
    const isMany = classes.length > MOST || !current().afford(classes.length >> CLASSES_A_MOVE);
    if (isMany) return undefined;
  }
  return classes;
}
