import type { Pattern } from '../pattern/pattern.js';
import { patternText } from '../policy/phrases/phrase-text.js';
import type { Right } from '../policy/phrases/rights.js';

/** How many patterns a message names. */
const NAMED = 3;

/** The patterns that a right is written with. */
export function patternsOf(right: Right): readonly Pattern[] {
  if (right.type === 'connect') return [right.vhost];
  if (right.type !== 'operation') return [];
  const { vhost, name, other, key } = right;
  return [vhost, ...[name, other, key].flatMap((named) => named?.pattern ?? [])];
}

/** Those of some patterns that have the most wildcards, as a clause: they make questions hard. */
export function hardestOf(patterns: readonly Pattern[]): string {
  const texts = new Map(
    patterns
      .filter(({ stars }) => stars > 1)
      .toSorted((a, b) => b.stars - a.stars)
      .map((pattern) => [pattern.key, `\`${patternText(pattern)}\``]),
  );
  const named = [...texts.values()].slice(0, NAMED);
  return named.length === 0 ? '' : `, as in ${named.join(' and ')}`;
}
