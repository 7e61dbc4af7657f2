import type { Pattern } from './pattern.js';
import { StartIndex } from './start-index.js';

/**
 * Values by pattern, found by the patterns that may have a name in common with theirs. Of two
 * patterns that meet, one begins as the other does, so few need a closer look.
 */
export class MeetIndex<Value> {
  readonly #literals = new StartIndex<Value>();
  readonly #starred = new StartIndex<Value>();

  /** Adds a value. */
  add(pattern: Pattern, value: Value): void {
    const index = pattern.isLiteral ? this.#literals : this.#starred;
    index.add(pattern.first.binary, value);
  }

  /** The values of all patterns that meet this one in either reading, and of some that do not. */
  near({ isLiteral, first }: Pattern): readonly Value[] {
    const start = first.binary;
    const alike = [...this.#literals.at(start), ...this.#starred.beginnings(start)];
    if (isLiteral) return alike;
    return [
      ...alike,
      ...this.#starred.continuations(start),
      ...this.#literals.continuations(start),
    ];
  }
}
