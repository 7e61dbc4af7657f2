import type { Chance } from './chance.js';
import { STAR } from './names.js';
import type { Written } from './names.js';

/** Texts that something between a policy and a decision could take for more than themselves. */
const ODD = [
  ' ',
  '/',
  '+',
  '%41',
  '%',
  '%2F',
  '{sub}',
  '{',
  '}',
  '${x}',
  '$(x)',
  '$',
  '#',
  '"',
  "'",
  '\\',
  '*',
  ',',
  '=',
  ':',
  'ü',
  'u\u0308',
  '🐰',
  '\t',
  '\u0001',
  '\u007f',
  '~',
  '(',
  '^',
  '|',
  '@',
  '-',
  'A',
  'tag:administrator',
  'read:x',
  'ö/ß',
];

const WORDS = [
  'orders',
  'work',
  'eu',
  'audit',
  'x.y',
  'orders.',
  '.',
  'amq.',
  'key',
  'topic',
  'role',
];

const BUILT_IN: readonly Written[] = [
  ['amq.topic'],
  ['amq.fanout'],
  ['amq.headers'],
  ['amq.default'],
  ['amq.gen-', STAR],
];

/** Makes the names of one policy, which resemble each other so that they meet. */
export interface NameMaker {
  /** A literal name. */
  readonly literal: () => Written;
  /** A name or pattern of the policy's own, or one made of it. */
  readonly pattern: () => Written;
  /** A name or pattern with a variable in it, if there is any. */
  readonly withVariables: (name: Written, variables: readonly string[]) => Written;
}

/** Texts of a very small alphabet, in which a wildcard's first place and its others differ. */
const FEW = ['a', 'b', 'ab', 'ba', 'aa'];

/** A maker of names for one policy. */
export function nameMaker(chance: Chance): NameMaker {
  const { maybe, pick, many } = chance;
  const odd = many(2, 5, () => pick(ODD));
  const oddness = pick([0, 0.1, 0.4]);
  const words = pick([FEW, WORDS, [...FEW, ...WORDS]]);
  const text = (): string => (maybe(oddness) ? pick(odd) : pick(words));
  const literal = (): Written => [many(1, 3, text).join('')];
  const pool = many(5, 8, literal);
  const fresh = (): Written => withStars(many(2, 4, () => (maybe(0.4) ? STAR : text())));
  return {
    literal: () => pick(pool),
    pattern: () => {
      if (maybe(0.15)) return fresh();
      if (maybe(0.03)) return [STAR];
      if (maybe(0.1)) return maybe(0.6) ? pick(BUILT_IN) : widened(pick(BUILT_IN), chance);
      return maybe(0.5) ? pick(pool) : widened(pick(pool), chance);
    },
    withVariables: (name, variables) =>
      variables.length === 0 || maybe(0.85)
        ? name
        : withStars(replaced(name, { variable: pick(variables) }, chance)),
  };
}

/** A wildcard in place of a part of a text, and perhaps of another. */
function widened(name: Written, chance: Chance): Written {
  const once = withStars(replaced(name, STAR, chance));
  return chance.maybe(0.25) ? withStars(replaced(once, STAR, chance)) : once;
}

function replaced(name: Written, by: Written[number], { int, pick }: Chance): Written {
  const at = pick([...name.keys()]);
  const text = name[at];
  if (typeof text !== 'string') return name;
  const letters = Array.from(text);
  const from = int(letters.length + 1);
  const to = from + int(letters.length + 1 - from);
  const [before, after] = [letters.slice(0, from).join(''), letters.slice(to).join('')];
  return [...name.slice(0, at), before, by, after, ...name.slice(at + 1)];
}

/** The same without empty texts and with one wildcard where several stand side by side. */
function withStars(name: Written): Written {
  const texts = name.filter((piece) => piece !== '');
  return texts.filter((piece, at) => piece !== STAR || texts[at + 1] !== STAR);
}
