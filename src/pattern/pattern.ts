import { Bytes } from './bytes.js';
import { Memo } from './memo.js';

/** The wildcard among the parts of a pattern. */
export const WILDCARD: unique symbol = Symbol('*');

/** Outside the range of byte characters, so a key can be taken apart in one way only. */
const STAR_IN_KEY = '\u0100';
const NOTHING_KEY = '\u0101';

/**
 * The patterns made last, by their keys: a policy says the same few again and again, six times in the
 * mean. It holds those of about ten thousand roles.
 */
const made = new Memo<string, Pattern>(100_000);

/**
 * A pattern of names or routing keys: byte-string literals with a star between each two. It says
 * nothing about how a star matches; that is the choice of a reading (see `name-set.ts`). Equal
 * patterns are mostly one object, but not always: compare their keys.
 */
export class Pattern {
  /** The single star. */
  static readonly any = Pattern.#of([Bytes.empty, Bytes.empty]);

  /** The pattern that matches nothing, such as a scope's part with a bad percent escape. */
  static readonly nothing = new Pattern([], NOTHING_KEY);

  /**
   * @param literals one more than there are stars; none at all in the pattern that matches nothing
   * @param key two patterns are equal exactly when their keys are
   */
  private constructor(
    readonly literals: readonly Bytes[],
    readonly key: string,
  ) {}

  /** A pattern of Unicode texts and wildcards; adjacent texts join, no parts are the empty name. */
  static fromParts(parts: readonly (string | typeof WILDCARD)[]): Pattern {
    const texts = [''];
    for (const part of parts)
      if (part === WILDCARD) texts.push('');
      else texts.push((texts.pop() ?? '') + part);
    return Pattern.#of(texts.map((text) => Bytes.fromText(text)));
  }

  /** A pattern of arbitrary bytes, with a star between each two literals; no literals: nothing. */
  static fromBytes(literals: readonly Bytes[]): Pattern {
    return literals.length === 0 ? Pattern.nothing : Pattern.#of([...literals]);
  }

  /** The pattern of one name. */
  static literal(text: string): Pattern {
    return Pattern.#of([Bytes.fromText(text)]);
  }

  static #of(literals: readonly Bytes[]): Pattern {
    const key = literals.map((literal) => literal.binary).join(STAR_IN_KEY);
    return made.get(key, () => new Pattern(literals, key));
  }

  /** Whether the pattern is one name, without any star. */
  get isLiteral(): boolean {
    return this.literals.length === 1;
  }

  /** How many stars. */
  get stars(): number {
    return Math.max(0, this.literals.length - 1);
  }

  /** Whether this is the pattern that matches nothing. */
  get isNothing(): boolean {
    return this.literals.length === 0;
  }

  /** What every matched name starts with: the part before the first star, the name of a literal. */
  get first(): Bytes {
    return this.literals[0] ?? Bytes.empty;
  }

  /** What every matched name ends with: the part after the last star, the name of a literal. */
  get last(): Bytes {
    return this.literals.at(-1) ?? Bytes.empty;
  }

  /** How many stars stand at the very end. */
  get trailingStars(): number {
    const index = this.literals.findLastIndex((literal) => literal.length > 0);
    return this.stars - Math.max(0, index);
  }
}
