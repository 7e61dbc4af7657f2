/**
 * Remembers results by key, up to a limit, and then starts afresh: a language server that runs for
 * days must not keep every pattern that was ever typed.
 */
export class Memo<Key, Value> {
  readonly #known = new Map<Key, Value>();

  /** @param limit how many results are kept at most */
  constructor(readonly limit: number) {}

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
    return this.#known.get(key);
  }

  /** Remembers a value. */
  keep(key: Key, value: Value): void {
    if (this.#known.size >= this.limit) this.#known.clear();
    this.#known.set(key, value);
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
