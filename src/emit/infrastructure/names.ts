import { compareBytes } from '../../source/naming.js';

/** Something that needs a name which nothing else has. */
export interface Nameable {
  /** Tells it from everything else that is named with it. */
  readonly id: string;
  /** Its name unless something else keeps that. */
  readonly plain: string;
  /** Whether the plain name is its text as it stands, and not one made from it. */
  readonly isText: boolean;
  /** Further names, for 1, 2, 3, …, each another. */
  readonly further: (nth: number) => string;
}

/**
 * A name for each by its `id`, no two of them the same. Whose plain name nothing else has, keeps it,
 * whatever else there is: tools and IAM make anew what is called otherwise. Of several, that whose text
 * it is keeps it, or else the first by `id`, and the others take their first further name that is free.
 * The order of the items does not matter.
 *
 * @param sameFor what is equal for names that are taken for one
 */
export function distinctNames(
  items: readonly Nameable[],
  sameFor: (name: string) => string = (name) => name,
): ReadonlyMap<string, string> {
  const ordered = [...items].sort(
    (a, b) => Number(b.isText) - Number(a.isText) || compareBytes(a.id, b.id),
  );
  const taken = new Set(ordered.map(({ plain }) => sameFor(plain)));
  const kept = new Set<string>();
  const names = new Map<string, string>();
  for (const { id, plain, further } of ordered) {
    const same = sameFor(plain);
    names.set(id, kept.has(same) ? freeName(further, taken, sameFor) : plain);
    kept.add(same);
  }
  return names;
}

function freeName(
  further: (nth: number) => string,
  taken: Set<string>,
  sameFor: (name: string) => string,
): string {
  for (let nth = 1; ; nth++) {
    const name = further(nth);
    if (taken.has(sameFor(name))) continue;
    taken.add(sameFor(name));
    return name;
  }
}
