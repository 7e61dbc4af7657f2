import { includes } from '../pattern/include.js';
import { firstFit } from '../pattern/name-set.js';
import type { Pattern } from '../pattern/pattern.js';

/**
 * Values by pattern, found by the patterns that are included in theirs as the broker reads them. What
 * includes a pattern is either the same name or starts with a part of its beginning, so few need a
 * closer look.
 */
export class CoverIndex<Value> {
  readonly #literals = new Map<string, Value>();
  readonly #starred = new Map<string, Map<string, { pattern: Pattern; value: Value }>>();

  /** @param make makes the value of a pattern that is asked for the first time */
  constructor(readonly make: () => Value) {}

  /** The value of exactly this pattern. */
  at(pattern: Pattern): Value {
    const first = pattern.first.binary;
    if (pattern.isLiteral) {
      const value = this.#literals.get(first) ?? this.make();
      this.#literals.set(first, value);
      return value;
    }
    const bucket =
      this.#starred.get(first) ?? new Map<string, { pattern: Pattern; value: Value }>();
    this.#starred.set(first, bucket);
    const entry = bucket.get(pattern.key) ?? { pattern, value: this.make() };
    bucket.set(pattern.key, entry);
    return entry.value;
  }

  /** The values of all patterns that include this one. */
  *covering(inner: Pattern): Iterable<Value> {
    const first = inner.first.binary;
    const same = inner.isLiteral ? this.#literals.get(first) : undefined;
    if (same !== undefined) yield same;
    if (this.#starred.size === 0) return;
    for (let length = 0; length <= first.length; length++) {
      const bucket = this.#starred.get(first.slice(0, length));
      for (const { pattern, value } of bucket?.values() ?? [])
        // A name that ends otherwise is outside, which is quicker seen than proved.
        if (inner.last.binary.endsWith(pattern.last.binary))
          if (includes(firstFit(pattern), firstFit(inner))) yield value;
    }
  }
}
