/**
 * Remembers results by key, at most so many: a language server that runs for days must not keep every
 * pattern that was ever typed. It never forgets all of them at once. What is new or asked for is in
 * the younger of two generations; once that holds half of the limit it becomes the older one, and what
 * was the older one is forgotten. So the results that were asked for last are always known.
 */
export class Memo<Key, Value> {
  #young = new Map<Key, Value>();
  #old = new Map<Key, Value>();

  readonly #half: number;

  /** @param limit how many results are kept at most, two or more; at least half as many are */
  constructor(limit: number) {
    this.#half = limit >> 1;
  }

  /** The remembered value of a key, made now if there is none. */
  get(key: Key, make: () => Value): Value {
    const known = this.known(key);
    if (known !== undefined) return known;
    const value = make();
    this.keep(key, value);
    return value;
  }

  /** The remembered value of a key, if there is one. */
  known(key: Key): Value | undefined {
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(key);
    if (old !== undefined) this.keep(key, old);
    return old;
  }

  /** Remembers a value. */
  keep(key: Key, value: Value): void {
    if (this.#young.size >= this.#half && !this.#young.has(key)) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, value);
  }
}

/** A function that works its result out once for each object, and keeps it as long as the object lives. */
export function oncePerObject<Key extends object, Value>(
  make: (key: Key) => Value,
): (key: Key) => Value {
  const known = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found.value;
    const value = make(key);
    known.set(key, { value });
    return value;
  };
}
