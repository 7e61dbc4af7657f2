import { RegExpParser, type AST } from '@eslint-community/regexpp';

/**
 * What a regular expression is made of, as far as RabbitMQ's (Erlang's `re`, which is PCRE, on bytes) and
 * JavaScript's agree. `bytes` holds 256 flags.
 */
export type Expression =
  | { readonly kind: 'bytes'; readonly bytes: readonly boolean[] }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Expression[] }
  | { readonly kind: 'repeat'; readonly of: Expression; readonly min: number; readonly max: number }
  | { readonly kind: 'start' | 'end' };

/** An expression that is understood, or why it is not: the rest of a sentence. */
export type ReadExpression =
  | { readonly ok: true; readonly expression: Expression }
  | { readonly ok: false; readonly because: string };

/** The longest expression that is read, in bytes. */
const LONGEST = 4_000;

/** How often a part may be repeated by number. */
const MOST_REPEATS = 1_000;

/** Thrown at what cannot be understood; it never leaves `readExpression`. */
class Stranger extends Error {}

/**
 * Reads a regular expression. What RabbitMQ takes otherwise than JavaScript does, or does not take, is
 * not understood: look-around, back references, `\b`, POSIX classes, and every escape of a letter but
 * those of digits, words, blanks and bytes. Never throws.
 */
export function readExpression(text: string): ReadExpression {
  const source = Buffer.from(text).toString('latin1');
  if (source.length > LONGEST) return { ok: false, because: `it is longer than ${LONGEST} bytes` };
  try {
    const parser = new RegExpParser({ ecmaVersion: 2024 });
    const pattern = parser.parsePattern(source, 0, source.length, { unicode: false });
    return { ok: true, expression: choiceOf(pattern.alternatives) };
  } catch (thrown) {
    if (thrown instanceof Stranger) return { ok: false, because: thrown.message };
    // A mistake of the expression, or one that nests too deep for the parser.
    return { ok: false, because: 'it is no regular expression that can be read' };
  }
}

function choiceOf(alternatives: readonly AST.Alternative[]): Expression {
  const parts = alternatives.map(({ elements }): Expression => {
    const items = elements.map(partOf);
    return items.length === 1 && items[0] !== undefined
      ? items[0]
      : { kind: 'sequence', parts: items };
  });
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'choice', parts };
}

function partOf(element: AST.Element): Expression {
  switch (element.type) {
    case 'Assertion':
      if (element.kind === 'start' || element.kind === 'end') return { kind: element.kind };
      throw new Stranger(`\`${shown(element.raw)}\` looks at what stands around`);
    case 'Character':
      // Whether a brace counts something differs between releases of PCRE.
      if (element.raw === '{')
        throw new Stranger('a brace stands in it that `\\{` would say clearly');
      return { kind: 'bytes', bytes: bytesIn([characterOf(element)]) };
    case 'CharacterSet':
      return { kind: 'bytes', bytes: setOf(element) };
    case 'CharacterClass':
      return { kind: 'bytes', bytes: classOf(element) };
    case 'Group':
      if (element.modifiers)
        throw new Stranger(`\`${shown(element.raw)}\` changes what letters mean`);
      return choiceOf(element.alternatives);
    case 'CapturingGroup':
      return choiceOf(element.alternatives);
    case 'Quantifier': {
      const { min, max } = element;
      const largest = Math.max(min, Number.isFinite(max) ? max : 0);
      if (largest > MOST_REPEATS)
        throw new Stranger(`it repeats something more than ${MOST_REPEATS} times`);
      return { kind: 'repeat', of: partOf(element.element), min, max };
    }
    case 'Backreference':
    case 'ExpressionCharacterClass':
      throw new Stranger(`\`${shown(element.raw)}\` is nothing that a pattern can say`);
  }
}

/** The byte of a character; only escapes that both dialects take alike are understood. */
function characterOf({ raw, value }: AST.Character): number {
  const isPlain = !raw.startsWith('\\') || /^\\(?:[^A-Za-z0-9]|[tnrf]|x[0-9A-Fa-f]{2})$/s.test(raw);
  if (!isPlain) throw new Stranger(`\`${shown(raw)}\` means something else to RabbitMQ`);
  return value;
}

function setOf(set: AST.CharacterSet): readonly boolean[] {
  const wanted = SETS[set.kind];
  if (wanted === undefined) throw new Stranger(`\`${shown(set.raw)}\` is not understood`);
  return bytesWhere((byte) => wanted.test(String.fromCharCode(byte)) !== isNegated(set));
}

/** As PCRE has them without its Unicode mode. */
const SETS: Readonly<Record<string, RegExp>> = {
  any: /[^\n]/,
  digit: /[0-9]/,
  word: /[A-Za-z0-9_]/,
  space: /[\t-\r ]/,
};

function isNegated(set: AST.CharacterSet): boolean {
  return set.kind !== 'any' && set.negate;
}

function classOf({ raw, negate, elements }: AST.CharacterClass): readonly boolean[] {
  if (/^\[\^?\]|\[[:.=]/.test(raw))
    throw new Stranger(`\`${shown(raw)}\` means something else to RabbitMQ`);
  const sets = elements.map((element) => {
    switch (element.type) {
      case 'Character':
        return bytesIn([characterOf(element)]);
      case 'CharacterClassRange': {
        const [from, to] = [characterOf(element.min), characterOf(element.max)];
        return bytesWhere((byte) => byte >= from && byte <= to);
      }
      case 'CharacterSet':
        return setOf(element);
      case 'CharacterClass':
      case 'ClassStringDisjunction':
      case 'ExpressionCharacterClass':
        throw new Stranger(`\`${shown(raw)}\` is not understood`);
    }
  });
  return bytesWhere((byte) => sets.some((set) => set[byte] === true) !== negate);
}

function bytesIn(wanted: readonly number[]): readonly boolean[] {
  return bytesWhere((byte) => wanted.includes(byte));
}

function bytesWhere(test: (byte: number) => boolean): readonly boolean[] {
  return Array.from({ length: 256 }, (_, byte) => test(byte));
}

/** A part of an expression for people, cut where it is long. */
function shown(raw: string): string {
  const text = Buffer.from(raw, 'latin1').toString();
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
