import { RegExpParser, type AST } from '@eslint-community/regexpp';
import { posixClass, SETS, Stranger, translated, type ByteClass, type Translated } from './pcre.js';

/**
 * What a regular expression is made of, as far as RabbitMQ's (Erlang's `re`, which is PCRE, on bytes) and
 * JavaScript's agree. `bytes` holds 256 flags.
 */
export type Expression =
  | { readonly kind: 'bytes'; readonly bytes: readonly boolean[] }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Expression[] }
  | { readonly kind: 'repeat'; readonly of: Expression; readonly min: number; readonly max: number }
  | { readonly kind: 'start' | 'end' };

/** What else has to be found in a name, or must not be. */
export interface Condition {
  readonly expression: Expression;
  readonly wanted: boolean;
}

/** An expression that is understood, or why it is not: the rest of a sentence. */
export type ReadExpression =
  | {
      readonly ok: true;
      readonly expression: Expression;
      readonly conditions: readonly Condition[];
      /** Whether releases of Erlang differ about it on bytes beyond ASCII, of which those are left out. */
      readonly varies: boolean;
    }
  | { readonly ok: false; readonly because: string };

/** The longest expression that is read, in bytes. */
const LONGEST = 4_000;

/** How often a part may be repeated by number. */
const MOST_REPEATS = 1_000;

/**
 * Reads a regular expression. What RabbitMQ takes otherwise than JavaScript does, or does not take, is
 * not understood: back references, `\b`, and every escape of a letter but those of digits, words, blanks
 * and bytes; nor is what looks around, but behind `^` and before `$`, where it is a condition on the whole
 * name. Never throws.
 */
export function readExpression(text: string): ReadExpression {
  const source = Buffer.from(text).toString('latin1');
  if (source.length > LONGEST) return { ok: false, because: `it is longer than ${LONGEST} bytes` };
  try {
    const written = translated(source);
    const parser = new RegExpParser({ ecmaVersion: 2024 });
    const pattern = parser.parsePattern(written.text, 0, written.text.length, { unicode: false });
    const reader = new ExpressionReader(written);
    return { ok: true, ...reader.read(pattern), varies: reader.varies };
  } catch (thrown) {
    if (thrown instanceof Stranger) return { ok: false, because: thrown.message };
    // A mistake of the expression, or one that nests too deep for the parser.
    return { ok: false, because: 'it is no regular expression that can be read' };
  }
}

const START: Expression = { kind: 'start' };
const END: Expression = { kind: 'end' };

class ExpressionReader {
  varies = false;
  /** Whether what some releases take counts: so it is where a name must not hold it. */
  #isWide = false;

  constructor(private readonly written: Translated) {}

  read({ alternatives }: AST.Pattern): {
    readonly expression: Expression;
    readonly conditions: readonly Condition[];
  } {
    const [only, ...more] = alternatives;
    if (only === undefined || more.length > 0)
      return { expression: this.#choice(alternatives, true), conditions: [] };
    const { ahead, elements, behind } = conditional(only.elements);
    const avoided = avoidedThroughout(elements);
    return {
      expression:
        avoided === undefined ? this.#sequence(elements, true) : sequence([START, ANY_TEXT, END]),
      conditions: [
        ...ahead.map((one) => this.#condition(one, (found) => [START, found])),
        ...behind.map((one) => this.#condition(one, (found) => [found, END])),
        ...(avoided === undefined ? [] : [this.#condition(avoided, (found) => [found])]),
      ],
    };
  }

  #condition(
    { alternatives, negate }: AST.LookaroundAssertion,
    around: (found: Expression) => readonly Expression[],
  ): Condition {
    this.#isWide = negate;
    const expression = sequence(around(this.#choice(alternatives)));
    this.#isWide = false;
    return { expression, wanted: !negate };
  }

  /** @param isWhole whether nothing stands behind it */
  #choice(alternatives: readonly AST.Alternative[], isWhole = false): Expression {
    const parts = alternatives.map(({ elements }) => this.#sequence(elements, isWhole));
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'choice', parts };
  }

  #sequence(elements: readonly AST.Element[], isWhole: boolean): Expression {
    return sequence(
      elements.map((element, at) => {
        const next = elements[at + 1];
        if (element.type === 'Quantifier' && this.written.possessive.has(element.end))
          this.#checkPossessive(element, next, isWhole);
        return this.#part(element, isWhole && next === undefined);
      }),
    );
  }

  /** What gives nothing back takes the same as what does, where what follows cannot begin within it. */
  #checkPossessive(
    quantifier: AST.Quantifier,
    next: AST.Element | undefined,
    isWhole: boolean,
  ): void {
    const own = this.#part(quantifier.element, false);
    const isEnd = next === undefined ? isWhole : next.type === 'Assertion' && next.kind === 'end';
    const after = next === undefined || isEnd ? undefined : this.#part(next, false);
    const isApart =
      own.kind === 'bytes' &&
      after?.kind === 'bytes' &&
      own.bytes.every((holds, byte) => !holds || after.bytes[byte] !== true);
    if (own.kind === 'bytes' && (isEnd || isApart)) return;
    throw new Stranger(`\`${shown(quantifier.raw)}+\` gives nothing back`);
  }

  #part(element: AST.Element, isWhole: boolean): Expression {
    switch (element.type) {
      case 'Assertion':
        if (element.kind === 'start' || element.kind === 'end') return { kind: element.kind };
        throw new Stranger(`\`${shown(element.raw)}\` looks at what stands around`);
      case 'Character':
        // Whether a brace counts something differs between releases of PCRE.
        if (element.raw === '{')
          throw new Stranger('a brace stands in it that `\\{` would say clearly');
        return { kind: 'bytes', bytes: this.#either([characterOf(element)]) };
      case 'CharacterSet':
        return { kind: 'bytes', bytes: this.#set(element, this.#isWide) };
      case 'CharacterClass':
        return { kind: 'bytes', bytes: this.#class(element) };
      case 'Group':
      case 'CapturingGroup':
        return this.#choice(element.alternatives, isWhole);
      case 'Quantifier': {
        const { min, max } = element;
        const largest = Math.max(min, Number.isFinite(max) ? max : 0);
        if (largest > MOST_REPEATS)
          throw new Stranger(`it repeats something more than ${MOST_REPEATS} times`);
        return { kind: 'repeat', of: this.#part(element.element, false), min, max };
      }
      case 'Backreference':
      case 'ExpressionCharacterClass':
        throw new Stranger(`\`${shown(element.raw)}\` is nothing that a pattern can say`);
    }
  }

  #class({ raw, negate, elements }: AST.CharacterClass): readonly boolean[] {
    const isWide = this.#isWide !== negate;
    const sets = elements.map((element) => {
      switch (element.type) {
        case 'Character': {
          const posix = posixClass(element.value);
          if (posix === undefined) return this.#either([characterOf(element)]);
          return this.#named(posix.set, posix.negated, isWide);
        }
        case 'CharacterClassRange': {
          const [from, to] = [characterOf(element.min), characterOf(element.max)];
          return this.#either(Array.from({ length: to - from + 1 }, (_, at) => from + at));
        }
        case 'CharacterSet':
          return this.#set(element, isWide);
        case 'CharacterClass':
        case 'ClassStringDisjunction':
        case 'ExpressionCharacterClass':
          throw new Stranger(`\`${shown(raw)}\` is not understood`);
      }
    });
    return bytesWhere((byte) => sets.some((set) => set[byte] === true) !== negate);
  }

  #set(set: AST.CharacterSet, isWide: boolean): readonly boolean[] {
    if (set.kind === 'any') return bytesWhere((byte) => byte !== 10);
    if (set.kind === 'property') throw new Stranger(`\`${shown(set.raw)}\` is not understood`);
    return this.#named(SETS[set.kind], set.negate, isWide);
  }

  #named({ narrow, wide }: ByteClass, negated: boolean, isWide: boolean): readonly boolean[] {
    this.varies ||= narrow !== wide;
    const set = isWide === negated ? narrow : wide;
    return bytesWhere((byte) => set.test(String.fromCharCode(byte)) !== negated);
  }

  /** Some bytes, in both cases where case does not count; beyond ASCII only older releases have cases. */
  #either(bytes: readonly number[]): readonly boolean[] {
    const { ignoresCase } = this.written;
    this.varies ||= ignoresCase && bytes.some((byte) => byte > 0x7f);
    const wanted = new Set(
      ignoresCase ? bytes.flatMap((byte) => bothCases(byte, this.#isWide)) : bytes,
    );
    return bytesWhere((byte) => wanted.has(byte));
  }
}

const ANY_BYTES: Expression = { kind: 'bytes', bytes: bytesWhere((byte) => byte !== 10) };
const ANY_TEXT: Expression = { kind: 'repeat', of: ANY_BYTES, min: 0, max: Infinity };

function sequence(parts: readonly Expression[]): Expression {
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'sequence', parts };
}

/** The parts of an expression that look ahead behind its `^`, and behind before its `$`, and the others. */
function conditional(elements: readonly AST.Element[]): {
  readonly ahead: readonly AST.LookaroundAssertion[];
  readonly elements: readonly AST.Element[];
  readonly behind: readonly AST.LookaroundAssertion[];
} {
  const ahead: AST.LookaroundAssertion[] = [];
  const behind: AST.LookaroundAssertion[] = [];
  let [from, to] = [0, elements.length];
  if (isAssertion(elements[0], 'start'))
    for (from = 1; isLooking(elements[from], 'lookahead', ahead); from++);
  if (isAssertion(elements.at(-1), 'end'))
    for (
      to = elements.length - 1;
      to > from && isLooking(elements[to - 1], 'lookbehind', behind);
      to--
    );
  const start = from > 0 ? elements.slice(0, 1) : [];
  const end = to < elements.length ? elements.slice(-1) : [];
  return { ahead, elements: [...start, ...elements.slice(from, to), ...end], behind };
}

function isAssertion(element: AST.Element | undefined, kind: 'start' | 'end'): boolean {
  return element?.type === 'Assertion' && element.kind === kind;
}

/** Whether a part looks around so; it is then added to those that do. */
function isLooking(
  element: AST.Element | undefined,
  kind: 'lookahead' | 'lookbehind',
  found: AST.LookaroundAssertion[],
): boolean {
  if (element?.type !== 'Assertion' || element.kind !== kind) return false;
  found.push(element);
  return true;
}

/** What `^((?!X).)*$` keeps out of a name, wherever in it; undefined for any other expression. */
function avoidedThroughout(elements: readonly AST.Element[]): AST.LookaroundAssertion | undefined {
  const [start, repeat, end, ...more] = elements;
  if (!isAssertion(start, 'start') || !isAssertion(end, 'end') || more.length > 0) return undefined;
  if (repeat?.type !== 'Quantifier' || repeat.min > 0 || Number.isFinite(repeat.max))
    return undefined;
  const { element } = repeat;
  if (element.type !== 'Group' && element.type !== 'CapturingGroup') return undefined;
  const [only, ...others] = element.alternatives;
  const [look, any, ...rest] = only?.elements ?? [];
  if (others.length + rest.length > 0 || any?.type !== 'CharacterSet' || any.kind !== 'any')
    return undefined;
  const isAhead = look?.type === 'Assertion' && look.kind === 'lookahead' && look.negate;
  return isAhead ? look : undefined;
}

/** The byte of a character; only escapes that both dialects take alike are understood. */
function characterOf({ raw, value }: AST.Character): number {
  const isPlain = !raw.startsWith('\\') || /^\\(?:[^A-Za-z0-9]|[tnrf]|x[0-9A-Fa-f]{2})$/s.test(raw);
  if (!isPlain) throw new Stranger(`\`${shown(raw)}\` means something else to RabbitMQ`);
  return value;
}

/** A letter in both cases, of ASCII or also of ISO 8859-1. */
function bothCases(byte: number, isWide: boolean): readonly number[] {
  if (byte > 0x7f && !isWide) return [byte];
  const character = String.fromCharCode(byte);
  const cases = [character.toLowerCase(), character.toUpperCase()];
  return [byte, ...cases.filter((one) => /^[\0-\xFF]$/.test(one)).map((one) => one.charCodeAt(0))];
}

function bytesWhere(test: (byte: number) => boolean): readonly boolean[] {
  return Array.from({ length: 256 }, (_, byte) => test(byte));
}

/** A part of an expression for people, cut where it is long. */
function shown(raw: string): string {
  const text = Buffer.from(raw, 'latin1').toString();
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
