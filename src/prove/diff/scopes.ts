import { groupBy } from '../../access/group.js';
import { minimise } from '../../access/minimise.js';
import type { Change, ScopeExample } from './change.js';
import type { Holding, Holdings } from './holdings.js';
import { nearest } from './nearest.js';
import { exampleOutside } from './outside.js';
import { readable } from './readable.js';

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
    const example = readable(answer.witness, holding, theirs);
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
