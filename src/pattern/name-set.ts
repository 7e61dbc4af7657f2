import { automatonOf } from './automaton.js';
import type { Automaton } from './automaton.js';
import { Bytes } from './bytes.js';
import { globMatches, matches } from './match.js';
import type { Reading } from './match.js';
import { Memo } from './memo.js';
import { Pattern, WILDCARD } from './pattern.js';

const sets = new Memo<string, NameSet>(20_000);

/** The sets of one pattern object, which is quicker to look up than what the pattern says. */
const setsOf = new WeakMap<Pattern, { 'first-fit'?: NameSet; glob?: NameSet }>();

/** A set of names or routing keys: a pattern in one of its readings. Equal sets may be two objects. */
export class NameSet {
  static #count = 0;

  /** Grows with every set made; equal patterns usually share one, so caches can go by it. */
  readonly id = NameSet.#count++;
  #automaton: Automaton | undefined;

  private constructor(
    readonly pattern: Pattern,
    readonly reading: Reading,
  ) {}

  /** The set of a pattern in a reading, shared with earlier calls where it can be. */
  static of(pattern: Pattern, reading: Reading): NameSet {
    const own = setsOf.get(pattern) ?? {};
    setsOf.set(pattern, own);
    return (own[reading] ??= NameSet.#shared(pattern, reading));
  }

  static #shared(pattern: Pattern, reading: Reading): NameSet {
    const effective = readingsAgree(pattern) ? 'first-fit' : reading;
    return sets.get(effective + pattern.key, () => new NameSet(pattern, effective));
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
