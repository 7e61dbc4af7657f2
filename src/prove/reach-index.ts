import { groupBy } from './group.js';
import type { Reach } from './reach.js';

/** The reaches of one role, found by permission and by literal name. */
export class ReachIndex {
  readonly all: readonly Reach[];
  readonly #left: Set<Reach>;
  readonly #named: ReadonlyMap<string, readonly Reach[]>;
  readonly #patterned: ReadonlyMap<string, readonly Reach[]>;
  readonly #byPermission: ReadonlyMap<string, readonly Reach[]>;

  constructor(reaches: readonly Reach[]) {
    this.all = reaches;
    this.#left = new Set(reaches);
    const [literal, patterned] = [true, false].map((wanted) =>
      reaches.filter(({ names }) => names.pattern.isLiteral === wanted),
    );
    this.#named = groupBy(literal ?? [], literalKey);
    this.#patterned = groupBy(patterned ?? [], ({ permission }) => permission);
    this.#byPermission = groupBy(reaches, ({ permission }) => permission);
  }

  /** From now on a reach is no longer found. */
  remove(reach: Reach): void {
    this.#left.delete(reach);
  }

  /** Every other reach. */
  *others(reach: Reach): Iterable<Reach> {
    for (const other of this.#left) if (other !== reach) yield other;
  }

  /** The other reaches of the same permission that may have a name in common with one. */
  *near(reach: Reach): Iterable<Reach> {
    const { permission, names } = reach;
    const found = names.pattern.isLiteral
      ? [this.#named.get(literalKey(reach)), this.#patterned.get(permission)]
      : [this.#byPermission.get(permission)];
    for (const list of found)
      for (const other of list ?? []) if (other !== reach && this.#left.has(other)) yield other;
  }
}

function literalKey({ permission, names }: Reach): string {
  return `${permission}:${names.pattern.first.binary}`;
}
