/*
 * The pattern engine alone: whether one pattern lies inside another, and inside a union of 50 and of
 * 1,000. Every pair is a new one, so nothing is answered from memory; the unions are asked as boxes,
 * the way scopes are compared.
 */
import { boxOutside, type Box } from '#warren/pattern/boxes.js';
import { includes } from '#warren/pattern/include.js';
import { firstFit, type NameSet } from '#warren/pattern/name-set.js';
import { Pattern, WILDCARD } from '#warren/pattern/pattern.js';
import { generator, machine, table } from './figures.js';

const WORDS = ['order', 'stock', 'invoice', 'eu', 'us', 'dlq', 'created', 'events', 'work', 'v2'];
const PAIRS = 20_000;
const QUESTIONS = 200;

/** A whole number below a limit, the same ones in every run. */
const below = generator(1);

/** Two to five words with stars among them, as names on a broker are made. */
function randomSet(stars: boolean): NameSet {
  const parts = Array.from({ length: 2 + below(4) }, () =>
    stars && below(3) === 0 ? WILDCARD : `${WORDS[below(WORDS.length)] ?? ''}${below(30)}.`,
  );
  return firstFit(Pattern.fromParts(parts.filter((part, at) => part !== parts[at - 1])));
}

/** The patterns that a set may lie in: its own beginning, its own end, or something else. */
function near(set: NameSet): NameSet {
  const { first, last } = set.pattern;
  const [start, end] = [first.binary.slice(0, 1 + below(4)), last.binary.slice(-2)];
  const choices = [
    [start, WILDCARD],
    [start, WILDCARD, end],
    [WILDCARD, end],
  ] as const;
  return firstFit(Pattern.fromParts([...(choices[below(3)] ?? [WILDCARD])]));
}

/** The mean time of a question, and how many of them hold. */
function timed(count: number, prepare: () => () => boolean): [string, string] {
  const questions = Array.from({ length: count }, prepare);
  const start = performance.now();
  const holding = questions.filter((ask) => ask()).length;
  const mean = ((performance.now() - start) * 1000) / count;
  return [`${mean.toFixed(1)} µs`, `${((holding / count) * 100).toFixed(0)} %`];
}

/** Builds the automata of sets; they are built when they are first asked for. */
function automata(...sets: readonly NameSet[]): unknown {
  return sets.map(({ automaton }) => automaton);
}

/** A question about a union of boxes of which most cover the name or the key, and hardly one both. */
function unionQuestion(size: number): () => boolean {
  const vhost = firstFit(Pattern.literal('v'));
  const [name, key] = [randomSet(true), randomSet(true)];
  const union: Box[] = Array.from({ length: size }, () => {
    const [nearName, nearKey] = [below(size) === 0, below(2) === 0];
    return [
      vhost,
      nearName || nearKey ? near(name) : randomSet(true),
      nearName || !nearKey ? near(key) : randomSet(true),
    ];
  });
  return () => boxOutside([vhost, name, key], union).kind === 'none';
}

const rows = [
  [
    'a name in a pattern',
    ...timed(PAIRS, () => {
      const [inner, outer] = [randomSet(false), randomSet(true)];
      return () => includes(outer, inner);
    }),
  ],
  [
    'a pattern in a pattern',
    ...timed(PAIRS, () => {
      const inner = randomSet(true);
      const outer = near(inner);
      return () => includes(outer, inner);
    }),
  ],
  [
    'the same, automata already built',
    ...timed(PAIRS, () => {
      const inner = randomSet(true);
      const outer = near(inner);
      automata(inner, outer);
      return () => includes(outer, inner);
    }),
  ],
  ['a box in a union of 50', ...timed(QUESTIONS, () => unionQuestion(50))],
  ['a box in a union of 1,000', ...timed(QUESTIONS, () => unionQuestion(1_000))],
];
console.log(machine());
console.log();
console.log(table([['question', 'mean time', 'inside'], ...rows]));
