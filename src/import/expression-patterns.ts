import { Bytes } from '../pattern/bytes.js';
import { includes } from '../pattern/include.js';
import { firstFit } from '../pattern/name-set.js';
import { Pattern } from '../pattern/pattern.js';
import { compare, type Difference, type Domain } from './compare.js';
import { finderOf } from './conditioned.js';
import { takes, TooComplex, type Finder } from './expression-automaton.js';
import { readExpression, type Expression } from './regular-expression.js';

/** The patterns that say what a regular expression says, or less: never more. */
export interface ExpressionPatterns {
  readonly patterns: readonly Pattern[];
  /** Whether releases of Erlang differ about it on bytes beyond ASCII, of which those are left out. */
  readonly varies?: boolean;
  /** What is not said; undefined where the patterns are the expression, proved. */
  readonly lost:
    | {
        /** Why nothing more is said, where it is the expression's own fault: the rest of a sentence. */
        readonly because: string | undefined;
        /** A name that the expression finds itself in and no pattern matches. */
        readonly example: Bytes | undefined;
        /** A pattern that says more than the expression, with a name that it would add. */
        readonly wider: { readonly pattern: Pattern; readonly adds: Bytes } | undefined;
        /** How many spellings it takes, where only those of names that exist are said. */
        readonly spellings?: number;
      }
    | undefined;
}

/** Why nothing is said of an expression that takes too much time or room. */
export const TOO_COMPLEX = 'it is too complex to compare';

/** The most patterns that one expression is written as: two digits of a name make a hundred. */
const MOST = 128;

/** A class of more bytes than this, which is the small letters and digits, is not written out. */
const MOST_OF_CLASS = 36;

/** The most sequences that are made on the way, and the longest: no name has more than 255 bytes. */
const MOST_SEQUENCES = 256;
const LONGEST_SEQUENCE = 600;

const [STAR, START, END] = ['star', 'start', 'end'] as const;

/** A way through an expression. */
interface Way {
  readonly items: readonly (number | typeof STAR | typeof START | typeof END)[];
  /** Whether it stands for fewer repeats than the expression permits. */
  readonly cut: boolean;
  /** Whether a star stands in it for what is not any text. */
  readonly wider: boolean;
}

/**
 * Finds the patterns of a regular expression on names or routing keys. They are compared with the
 * expression byte by byte, so that what is said to be the same is proved to be.
 *
 * @param known names that exist: where the expression cannot be said, those of them that it takes are
 */
export function patternsOf(
  text: string,
  domain: Domain,
  known: () => readonly Bytes[] = () => [],
): ExpressionPatterns {
  // RabbitMQ takes the empty expression for `^$`.
  const read = readExpression(text === '' ? '^$' : text);
  if (!read.ok) return nothing(read.because);
  try {
    return { ...found(read.expression, finderOf(read), domain, known), varies: read.varies };
  } catch (thrown) {
    if (thrown instanceof TooComplex) return nothing(TOO_COMPLEX);
    throw thrown;
  }
}

function nothing(because: string): ExpressionPatterns {
  return { patterns: [], lost: { because, example: undefined, wider: undefined } };
}

function found(
  expression: Expression,
  finder: Finder,
  domain: Domain,
  known: () => readonly Bytes[],
): ExpressionPatterns {
  const ways = waysOf(expression) ?? widened(expression);
  const candidates = ways.flatMap((way) => {
    const pattern = patternOf(way);
    return pattern === undefined || (domain === 'names' && isEmpty(pattern))
      ? []
      : [{ ...way, pattern }];
  });
  const isWithin = (pattern: Pattern): boolean => {
    const difference = compared(finder, [pattern], domain);
    return difference !== undefined && difference.added === undefined;
  };
  const all = fewest(candidates.filter(({ wider }) => !wider).map(({ pattern }) => pattern));
  if (all.length <= MOST && isSame(compared(finder, all, domain)))
    return asSpelled(all, finder, domain, known);
  const whole = candidates.filter(({ cut, wider }) => wider || !cut).map(({ pattern }) => pattern);
  const within = fewest(whole.filter(isWithin));
  const beyond = fewest(whole.filter((pattern) => !isWithin(pattern)));
  // Some of many would be a choice that nobody made.
  const said = within.length <= MOST ? within : [];
  if (isSame(compared(finder, said, domain))) return { patterns: said, lost: undefined };
  const names = known().filter(
    (name) => takes(finder, name) && !said.some((pattern) => firstFit(pattern).has(name)),
  );
  const isFew = said.length + names.length <= MOST;
  const patterns = isFew ? [...said, ...names.map((name) => Pattern.fromBytes([name]))] : said;
  return {
    patterns,
    lost: {
      because: undefined,
      example: compared(finder, patterns, domain)?.lost,
      wider: widerOf(beyond, finder, domain),
    },
  };
}

/** So many spellings of one name are written out. */
const MOST_SPELLINGS = 8;

/**
 * Patterns that are the expression; but of many that differ only in large and small letters those alone in
 * which something that exists is spelled, if there is any.
 */
function asSpelled(
  all: readonly Pattern[],
  finder: Finder,
  domain: Domain,
  known: () => readonly Bytes[],
): ExpressionPatterns {
  const names = new Set(all.map(({ key }) => key.toLowerCase()));
  const whole = { patterns: all, lost: undefined };
  if (all.length <= MOST_SPELLINGS || all.length < names.size * MOST_SPELLINGS) return whole;
  const patterns = all.filter((pattern) => known().some((name) => firstFit(pattern).has(name)));
  if (patterns.length === 0 || patterns.length === all.length) return whole;
  const example = compared(finder, patterns, domain)?.lost;
  const spellings = all.length;
  return { patterns, lost: { because: undefined, example, wider: undefined, spellings } };
}

/** How they differ; undefined where that takes too much room or time to tell. */
function compared(
  finder: Finder,
  patterns: readonly Pattern[],
  domain: Domain,
): Difference | undefined {
  try {
    return compare(finder, patterns, domain);
  } catch (thrown) {
    if (thrown instanceof TooComplex) return undefined;
    throw thrown;
  }
}

/** The one pattern that would say more, where there is one alone. */
function widerOf(
  wide: readonly Pattern[],
  finder: Finder,
  domain: Domain,
): NonNullable<ExpressionPatterns['lost']>['wider'] {
  const [pattern, ...more] = wide;
  if (pattern === undefined || more.length > 0) return undefined;
  const adds = compared(finder, [pattern], domain)?.added;
  return adds && { pattern, adds };
}

function isSame(difference: Difference | undefined): boolean {
  return (
    difference !== undefined && difference.lost === undefined && difference.added === undefined
  );
}

function isEmpty(pattern: Pattern): boolean {
  return pattern.isLiteral && pattern.first.length === 0;
}

/** The patterns that no other holds, in their order. */
function fewest(patterns: readonly Pattern[]): readonly Pattern[] {
  const different = [...new Map(patterns.map((pattern) => [pattern.key, pattern])).values()];
  if (different.length > MOST_SEQUENCES) return different;
  const holds = (a: Pattern, b: Pattern): boolean => includes(firstFit(a), firstFit(b));
  return different.filter(
    (pattern, at) =>
      !different.some(
        (other, before) =>
          other !== pattern && holds(other, pattern) && (before < at || !holds(pattern, other)),
      ),
  );
}

/** The ways through an expression of so many, with a star for what has too many of its own. */
function widened(expression: Expression): readonly Way[] {
  return waysOf(expression, true) ?? [SOME_TEXT];
}

/**
 * Every way through an expression; undefined where there are too many.
 *
 * @param isWide whether a star stands for whatever has several
 */
function waysOf(expression: Expression, isWide = false): readonly Way[] | undefined {
  switch (expression.kind) {
    case 'start':
      return [{ items: [START], cut: false, wider: false }];
    case 'end':
      return [{ items: [END], cut: false, wider: false }];
    case 'bytes': {
      const bytes = expression.bytes.flatMap((holds, byte) => (holds ? [byte] : []));
      if (bytes.length > (isWide ? 1 : MOST_OF_CLASS)) return [SOME_TEXT];
      return bytes.map((byte) => ({ items: [byte], cut: false, wider: false }));
    }
    case 'choice':
      return orSome(atMost(expression.parts.map((part) => waysOf(part, isWide))), isWide);
    case 'sequence':
      return orSome(product(expression.parts.map((part) => waysOf(part, isWide))), isWide);
    case 'repeat':
      return orSome(repeated(expression, isWide), isWide);
  }
}

function orSome(ways: readonly Way[] | undefined, isWide: boolean): readonly Way[] | undefined {
  return ways ?? (isWide ? [SOME_TEXT] : undefined);
}

const NO_TEXT: Way = { items: [], cut: false, wider: false };
const ANY_TEXT: Way = { items: [STAR], cut: false, wider: false };
/** Stands for what is only some text. */
const SOME_TEXT: Way = { items: [STAR], cut: false, wider: true };

function repeated(
  { of, min, max }: Extract<Expression, { kind: 'repeat' }>,
  isWide: boolean,
): readonly Way[] | undefined {
  const isAnything = of.kind === 'bytes' && of.bytes.every((holds, byte) => holds || byte === 10);
  if (isAnything) return [min === 0 && max === Infinity ? ANY_TEXT : SOME_TEXT];
  const once = waysOf(of, isWide);
  const must = product(Array.from({ length: min }, () => once));
  if (max === Infinity) {
    const cut = must?.map((way) => ({ ...way, cut: true }));
    return cut && [...cut, SOME_TEXT];
  }
  if (max - min > MOST_SEQUENCES) return undefined;
  const longer = Array.from({ length: max - min }, (_, more) =>
    product(Array.from({ length: min + more + 1 }, () => once)),
  );
  return atMost([must, ...longer]);
}

function atMost(choices: readonly (readonly Way[] | undefined)[]): readonly Way[] | undefined {
  if (choices.includes(undefined)) return undefined;
  const all = choices.flatMap((ways) => ways ?? []);
  return all.length > MOST_SEQUENCES ? undefined : all;
}

function product(parts: readonly (readonly Way[] | undefined)[]): readonly Way[] | undefined {
  let ways: readonly Way[] = [NO_TEXT];
  for (const part of parts) {
    if (part === undefined || ways.length * part.length > MOST_SEQUENCES) return undefined;
    const [longest, more] = [ways, part].map((some) =>
      some.reduce((most, { items }) => Math.max(most, items.length), 0),
    );
    if ((longest ?? 0) + (more ?? 0) > LONGEST_SEQUENCE) return undefined;
    ways = ways.flatMap((before) =>
      part.map((after) => ({
        items: [...before.items, ...after.items],
        cut: before.cut || after.cut,
        wider: before.wider || after.wider,
      })),
    );
  }
  return ways;
}

/** The pattern of a way; undefined where no name goes it, such as `a^b`. */
function patternOf({ items }: Way): Pattern | undefined {
  const start = items.lastIndexOf(START);
  const found = items.indexOf(END);
  const end = found < 0 ? items.length : found;
  // Before a start and behind an end only what may be empty can stand.
  const before = start < 0 ? [] : items.slice(0, start);
  const behind = items.slice(end + 1);
  if ([...before, ...behind].some((item) => typeof item === 'number')) return undefined;
  const inside = items.slice(start + 1, Math.max(end, start + 1));
  const stretch = [...(start < 0 ? [STAR] : []), ...inside, ...(found < 0 ? [STAR] : [])];
  const literals: number[][] = [[]];
  for (const [at, item] of stretch.entries())
    if (typeof item === 'number') literals.at(-1)?.push(item);
    else if (item === STAR && stretch[at - 1] !== STAR) literals.push([]);
  return Pattern.fromBytes(literals.map((literal) => Bytes.from(literal)));
}
