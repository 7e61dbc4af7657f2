import { automatonOf } from './automaton.js';
import type { Automaton } from './automaton.js';
import { Bytes } from './bytes.js';
import { globMatches, matches } from './match.js';
import type { Reading } from './match.js';
import { oncePerObject } from './memo.js';
import { Pattern, WILDCARD } from './pattern.js';

/** Stands before the key of a pattern in its wider reading; no pattern has it in its own. */
const GLOB_IN_KEY = '\u0102';

/**
 * A set of names or routing keys: a pattern in one of its readings. Equal sets may be two objects, so
 * they are told apart by their keys.
 */
export class NameSet {
  static #count = 0;

  /** The sets of a pattern by reading: where the readings agree, they are one set. */
  static readonly #of = oncePerObject((pattern: Pattern): Readonly<Record<Reading, NameSet>> => {
    const narrow = new NameSet(pattern, 'first-fit');
    const wide = readingsAgree(pattern) ? narrow : new NameSet(pattern, 'glob');
    return { 'first-fit': narrow, glob: wide };
  });

  /** Grows with every set made; equal patterns usually share one, so caches can go by it. */
  readonly id = NameSet.#count++;
  /** Two sets of the same pattern and reading have the same key; others do not. */
  readonly key: string;
  #automaton: Automaton | undefined;

  private constructor(
    readonly pattern: Pattern,
    readonly reading: Reading,
  ) {
    this.key = reading === 'glob' ? GLOB_IN_KEY + pattern.key : pattern.key;
  }

  /** The set of a pattern in a reading, one for each pattern object. */
  static of(pattern: Pattern, reading: Reading): NameSet {
    return NameSet.#of(pattern)[reading];
  }

  /** Its automaton, built on first use. */
  get automaton(): Automaton {
    return (this.#automaton ??= automatonOf(this.pattern, this.reading));
  }

  /** Whether a name is in the set. */
  has(name: Bytes): boolean {
    return this.reading === 'glob' ? globMatches(this.pattern, name) : matches(this.pattern, name);
  }
}

/** The names that the broker's matcher accepts. */
export function firstFit(pattern: Pattern): NameSet {
  return NameSet.of(pattern, 'first-fit');
}

/** The names that a pattern describes when a star is any text: the wider reading. */
export function glob(pattern: Pattern): NameSet {
  return NameSet.of(pattern, 'glob');
}

const ALL_BUT_EMPTY = Pattern.fromParts([WILDCARD, WILDCARD]);

/** The set without the empty name. Two stars alone are, in first fit, every name but the empty one. */
export function nonEmpty(set: NameSet): NameSet {
  if (!set.has(Bytes.empty)) return set;
  return firstFit(set.pattern.isLiteral ? Pattern.nothing : ALL_BUT_EMPTY);
}

/** Whether the readings are one set: exactly when the pattern has no star or ends in exactly one. */
export function readingsAgree(pattern: Pattern): boolean {
  return pattern.stars === 0 || pattern.trailingStars === 1;
}
