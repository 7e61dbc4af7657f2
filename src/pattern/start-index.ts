/** Values by a text, found by how the texts begin. */
export class StartIndex<Value> {
  readonly #at = new Map<string, Value[]>();
  #sorted: readonly string[] | undefined;
  readonly #lengths = new Set<number>();

  /** Adds a value; those of one text stay in the order of adding. */
  add(text: string, value: Value): void {
    const values = this.#at.get(text);
    if (values !== undefined) values.push(value);
    else {
      this.#at.set(text, [value]);
      this.#sorted = undefined;
      this.#lengths.add(text.length);
    }
  }

  /** The values of exactly this text. */
  at(text: string): readonly Value[] {
    return this.#at.get(text) ?? [];
  }

  /** The values of all texts that `text` starts with, itself among them. */
  beginnings(text: string): readonly Value[] {
    const found: Value[] = [];
    for (const length of this.#lengths)
      if (length <= text.length)
        for (const value of this.at(text.slice(0, length))) found.push(value);
    return found;
  }

  /** The values of all longer texts that start with `text`, in the order of the texts. */
  *continuations(text: string): Iterable<Value> {
    this.#sorted ??= [...this.#at.keys()].sort();
    for (let at = firstAfter(this.#sorted, text); ; at++) {
      const longer = this.#sorted[at];
      if (!longer?.startsWith(text)) return;
      yield* this.at(longer);
    }
  }
}

/** Where in sorted texts the first stands that is greater than `text`. */
function firstAfter(sorted: readonly string[], text: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') <= text) low = middle + 1;
    else high = middle;
  }
  return low;
}
