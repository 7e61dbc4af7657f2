/** A name that is being looked at, and which of the names that it uses comes next. */
interface Visit {
  readonly name: string;
  readonly uses: readonly string[];
  next: number;
}

/**
 * The names that lead back to themselves, given which names each one uses. Takes time in proportion
 * to the uses, and no stack, however long a chain is (Tarjan's strongly connected components).
 */
export function circles(uses: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const pending: string[] = [];
  const isPending = new Set<string>();
  const circular = new Set<string>();

  for (const start of uses.keys()) {
    const path = order.has(start) ? [] : [enter(start)];
    for (let visit = path.at(-1); visit !== undefined; visit = path.at(-1)) {
      const used = visit.uses[visit.next++];
      if (used === undefined) {
        path.pop();
        close(visit.name);
        const user = path.at(-1);
        if (user !== undefined) lower(user.name, lowest.get(visit.name));
      } else if (used === visit.name) circular.add(used);
      else if (!order.has(used)) path.push(enter(used));
      else if (isPending.has(used)) lower(visit.name, order.get(used));
    }
  }
  return circular;

  function enter(name: string): Visit {
    order.set(name, order.size);
    lowest.set(name, order.size - 1);
    pending.push(name);
    isPending.add(name);
    return { name, uses: uses.get(name) ?? [], next: 0 };
  }

  function lower(name: string, to = Infinity): void {
    lowest.set(name, Math.min(lowest.get(name) ?? Infinity, to));
  }

  /** Everything entered since a name that reaches nothing before it is one circle with it. */
  function close(name: string): void {
    if (lowest.get(name) !== order.get(name)) return;
    const circle = pending.splice(pending.lastIndexOf(name));
    for (const member of circle) {
      isPending.delete(member);
      if (circle.length > 1) circular.add(member);
    }
  }
}
