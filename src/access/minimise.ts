import { firstFit } from '../pattern/name-set.js';
import type { Grant } from '../policy/policy.js';
import { compareScopes, type ResourceScope } from '../rabbitmq/scope.js';
import { covering } from './covering.js';
import { accessBox, boxed, reachOf, resourceBox, topicBox, type Reach } from './reach.js';
import { ScopeIndex } from './scope-index.js';
import type { SourcedScope } from './sourced-scope.js';

/** Proofs that take more automaton moves than this are given up, and the scope is kept. */
const MOVES = 20_000;

/** A scope with everything that it stands for, and that grows while others are left out. */
interface Merged<Kind> {
  readonly scope: Kind;
  readonly grants: Set<Grant>;
}

/**
 * The same access with fewer scopes, in canonical order: one scope after the other is left out if
 * what remains is proved to give all that it does. The grants of a scope that is left out go to
 * those that cover it. Nothing is merged by widening.
 */
export function minimise(scopes: readonly SourcedScope[]): readonly SourcedScope[] {
  const merged = mergeEqual(scopes);
  const index = new ScopeIndex(merged.filter(isOfResources));
  const leftOut = new Set<Merged<SourcedScope['scope']>>();
  for (const item of index.all) {
    const covers = coveringOthers(item, index);
    if (covers === undefined) continue;
    index.remove(item);
    leftOut.add(item);
    for (const cover of covers) for (const grant of item.grants) cover.grants.add(grant);
  }
  return merged
    .filter((item) => !leftOut.has(item))
    .map(({ scope, grants }) => ({ scope, grants: [...grants] }));
}

function isOfResources(item: Merged<SourcedScope['scope']>): item is Merged<ResourceScope> {
  return item.scope.kind === 'resource';
}

/** Scopes in canonical order, equal ones as one with the grants of all. */
function mergeEqual(scopes: readonly SourcedScope[]): readonly Merged<SourcedScope['scope']>[] {
  const merged: Merged<SourcedScope['scope']>[] = [];
  for (const { scope, grants } of scopes.toSorted((a, b) => compareScopes(a.scope, b.scope))) {
    const last = merged.at(-1);
    if (last === undefined || compareScopes(last.scope, scope) !== 0)
      merged.push({ scope, grants: new Set(grants) });
    else for (const grant of grants) last.grants.add(grant);
  }
  return merged;
}

type Item = Merged<ResourceScope>;

/**
 * The items that together give all that one gives; undefined where none are proved to. Its largest
 * set that is not empty decides: topic rights bring the rights on the names, and those the access.
 */
function coveringOthers(item: Item, index: ScopeIndex<Item>): readonly Item[] | undefined {
  const { vhost, name, key } = item.scope;
  const isNamed = !name.isNothing && !(name.isLiteral && name.first.length === 0);
  if (!isNamed || vhost.isNothing) {
    const others = index.enteringSome(item).map(reaching);
    return covering([firstFit(vhost)], boxed(others, accessBox), MOVES)?.map(({ from }) => from);
  }
  const isKeyed = key !== undefined && !key.isNothing;
  const boxOf = isKeyed ? topicBox : resourceBox;
  const near = index.meeting(item, isKeyed ? key : undefined);
  const box = near.length === 0 ? undefined : boxOf(reaching(item));
  if (box === undefined) return undefined;
  return covering(box, boxed(near.map(reaching), boxOf), MOVES)?.map(({ from }) => from);
}

function reaching(item: Item): Reach<Item> {
  return reachOf(item.scope, item);
}
