import { conditionsFor, isWithin } from '../../aws/conditions.js';
import type { GivenRight, GivenScope } from './access.js';
import type { Change } from './change.js';

/** The user tags of one side that the other does not have, by name. */
export function tagChanges(
  mine: readonly GivenScope[],
  theirs: readonly GivenScope[],
): readonly Change[] {
  const [own, held] = [tagsOf(mine), tagsOf(theirs)];
  return [...own.values()]
    .filter(({ tag }) => !held.has(tag))
    .toSorted((a, b) => (a.tag < b.tag ? -1 : 1));
}

type TagChange = Extract<Change, { kind: 'tag' }>;

function tagsOf(scopes: readonly GivenScope[]): ReadonlyMap<string, TagChange> {
  const tags = new Map<string, TagChange>();
  for (const by of scopes)
    if (by.scope.kind === 'tag' && !tags.has(by.scope.tag))
      tags.set(by.scope.tag, { kind: 'tag', tag: by.scope.tag, by });
  return tags;
}

/**
 * The rights on the Amazon MQ API of one side that allow what the other does not. The wider come
 * first, and one that adds nothing to them is left out.
 */
export function apiChanges(
  mine: readonly GivenRight[],
  theirs: readonly GivenRight[],
): readonly Change[] {
  const known = [...theirs];
  const changes: Change[] = [];
  for (const by of mine.toSorted(widestFirst)) {
    const action = by.actions.find((one) => !known.some((other) => isAllowedBy(other, one, by)));
    if (action === undefined) continue;
    changes.push({ kind: 'api', by, action });
    known.push(by);
  }
  return changes;
}

/** Whether a right allows an action wherever another does. */
export function isAllowedBy(
  right: GivenRight,
  action: string,
  { where }: Pick<GivenRight, 'where'>,
): boolean {
  const [name = ''] = action.split(' ');
  return (
    right.actions.includes(action) &&
    isWithin(conditionsFor(name, where), conditionsFor(name, right.where))
  );
}

function widestFirst(a: GivenRight, b: GivenRight): number {
  return (
    b.actions.length - a.actions.length ||
    a.where.length - b.where.length ||
    (a.right < b.right ? -1 : 1)
  );
}
