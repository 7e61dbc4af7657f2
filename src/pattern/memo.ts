/**
 * Remembers results by key, up to a limit, and then starts afresh: a language server that runs for
 * days must not keep every pattern that was ever typed.
 */
export class Memo<Key, Value> {
  readonly #known = new Map<Key, Value>();

  constructor(readonly limit: number) {}

  /** The remembered value of a key, made now if there is none. */
  get(key: Key, make: () => Value): Value {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const value = make();
    if (this.#known.size >= this.limit) this.#known.clear();
    this.#known.set(key, value);
    return value;
  }
}
