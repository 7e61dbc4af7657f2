import type { Grant } from '../policy/policy.js';
import { compareScopes } from '../rabbitmq/scope.js';
import { covering, isEmpty } from './covering.js';
import { accessBox, boxed, reachOf, resourceBox, topicBox, type Reach } from './reach.js';
import { ReachIndex } from './reach-index.js';
import type { SourcedScope } from './sourced-scope.js';

/** Proofs that take more automaton moves than this are given up, and the scope is kept. */
const MOVES = 20_000;

/**
 * The same access with fewer scopes, in canonical order: one scope after the other is left out if
 * what remains is proved to give all that it does. The grants of a scope that is left out go to
 * those that cover it. Nothing is merged by widening.
 */
export function minimise(scopes: readonly SourcedScope[]): readonly SourcedScope[] {
  const merged = mergeEqual(scopes);
  const index = new ReachIndex(
    merged.flatMap((item) => (item.scope.kind === 'resource' ? [reachOf(item.scope, item)] : [])),
  );
  const grants = new Map(merged.map((item) => [item, new Set(item.grants)]));
  for (const reach of index.all) {
    const covers = coveringOthers(reach, index);
    if (covers === undefined) continue;
    index.remove(reach);
    for (const cover of covers)
      for (const grant of grants.get(reach.from) ?? []) grants.get(cover.from)?.add(grant);
    grants.delete(reach.from);
  }
  return Array.from(grants, ([{ scope }, of]) => ({ scope, grants: [...of] }));
}

/** Scopes in canonical order, equal ones as one with the grants of all. */
function mergeEqual(scopes: readonly SourcedScope[]): readonly SourcedScope[] {
  const merged: { scope: SourcedScope['scope']; grants: Grant[] }[] = [];
  for (const { scope, grants } of scopes.toSorted((a, b) => compareScopes(a.scope, b.scope))) {
    const last = merged.at(-1);
    if (last !== undefined && compareScopes(last.scope, scope) === 0) last.grants.push(...grants);
    else merged.push({ scope, grants: [...grants] });
  }
  return merged;
}

/**
 * The reaches that together give all that one gives; undefined where none are proved to. Its largest
 * set that is not empty decides: topic rights bring the rights on the names, and those the access.
 */
function coveringOthers(reach: Reach, index: ReachIndex): readonly Reach[] | undefined {
  const topic = topicBox(reach);
  if (topic !== undefined && !isEmpty(topic))
    return covering(topic, boxed(index.near(reach), topicBox), MOVES);
  const resource = resourceBox(reach);
  if (!isEmpty(resource)) return covering(resource, boxed(index.near(reach), resourceBox), MOVES);
  return covering([reach.vhosts], boxed(index.others(reach), accessBox), MOVES);
}
