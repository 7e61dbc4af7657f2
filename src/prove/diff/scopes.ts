import { groupBy } from '../../access/group.js';
import { minimise } from '../../access/minimise.js';
import { mayMeet } from '../../pattern/overlap.js';
import type { GivenScope } from './access.js';
import type { Change, ChangeExample, ScopeExample } from './change.js';
import type { Holding, Holdings } from './holdings.js';
import { exampleOutside } from './outside.js';
import { readableScope } from './readable.js';

/**
 * What the resource scopes of one side give and those of the other do not: at least one example for
 * every scope that is not inside the others, save for those that its fellows cover. Nothing is
 * proof that there is nothing.
 */
export function scopeChanges(mine: Holdings, theirs: Holdings): readonly Change[] {
  const isNew = ({ scope }: Holding): boolean => theirs.same(scope) === undefined;
  const suspects = mine.all.some(isNew) ? fewest(mine).filter(isNew) : [];
  const examples: ScopeExample[] = [];
  const open: Change[] = [];
  for (const holding of suspects) {
    const answer = exampleOutside(holding, theirs);
    const by = holding.given;
    if (answer.kind === 'too-complex') open.push({ kind: 'too-complex', by });
    if (answer.kind !== 'witness') continue;
    const example = readableScope(answer.witness, holding, theirs);
    examples.push({ example, by, nearest: nearest(example, holding, theirs) });
  }
  return [...byOperation(examples), ...open];
}

/** The holdings that the others of the same side do not cover, in canonical order. */
function fewest(held: Holdings): readonly Holding[] {
  const scopes = held.all.map(({ from }) => from);
  return minimise(scopes).flatMap(({ scope }) =>
    scope.kind === 'tag' ? [] : (held.same(scope) ?? []),
  );
}

/** What one operation of a policy gives in one vhost is one change. */
function byOperation(examples: readonly ScopeExample[]): readonly Change[] {
  const groups = groupBy(examples, ({ by }) => by.right ?? by);
  return [...groups.values()].flatMap((ofRight) =>
    Array.from(
      groupBy(ofRight, ({ example }) => example.vhost.binary).values(),
      ([first, ...more]): Change[] =>
        first === undefined ? [] : [{ kind: 'scopes', examples: [first, ...more] }],
    ).flat(),
  );
}

/**
 * The scope of the other side that comes nearest to giving an example: of the same permission, in
 * the vhost, for the name if there is one, else for some name that the scope in question may give.
 */
function nearest(
  { permission, vhost, name }: ChangeExample,
  holding: Holding,
  others: Holdings,
): GivenScope | undefined {
  if (name === undefined) return undefined;
  const here = others
    .of(permission)
    .filter(({ vhosts, given }) => given.isAccepted !== true && vhosts.has(vhost));
  const named = here.filter(({ names }) => names.has(name));
  const found =
    named.find(({ keys }) => keys !== undefined) ??
    named[0] ??
    here.find(({ names }) => mayMeet(names, holding.names));
  return found?.given;
}
