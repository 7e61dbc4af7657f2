import type { Reach } from './reach.js';

/** The reaches of one role, found by permission and by literal name. */
export class ReachIndex {
  readonly all: readonly Reach[];
  readonly #left: Set<Reach>;
  readonly #named = new Map<string, Reach[]>();
  readonly #patterned = new Map<string, Reach[]>();
  readonly #byPermission = new Map<string, Reach[]>();

  constructor(reaches: readonly Reach[]) {
    this.all = reaches;
    this.#left = new Set(reaches);
    for (const reach of reaches) {
      const { permission, names } = reach;
      add(this.#byPermission, permission, reach);
      if (names.pattern.isLiteral) add(this.#named, literalKey(reach), reach);
      else add(this.#patterned, permission, reach);
    }
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

function add(map: Map<string, Reach[]>, key: string, reach: Reach): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [reach]);
  else list.push(reach);
}
