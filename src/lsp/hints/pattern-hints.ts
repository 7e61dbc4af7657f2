import type { ResourceUse, ResourceUses } from '../../policy/resources/resource-uses.js';
import type { Resource } from '../../policy/resources/resources.js';
import { patternText } from '../../policy/phrases/phrase-text.js';
import { placeKey } from '../../policy/resources/resource-uses.js';
import { counted, firstOf } from '../../source/counted.js';
import type { Source } from '../../source/source.js';
import type { Hint } from './hint.js';

/** The most things that a tooltip lists. */
const LISTED = 20;

/** What each pattern with a wildcard in a rule means of what is declared: how many queues, how many exchanges. */
export function patternHints(source: Source, resources: ResourceUses): readonly Hint[] {
  const byPlace = new Map<string, ResourceUse[]>();
  for (const use of resources.in(source)) {
    if (use.declares || use.pattern.isLiteral) continue;
    const key = placeKey(use.place);
    byPlace.set(key, [...(byPlace.get(key) ?? []), use]);
  }
  return [...byPlace.values()].flatMap((uses) => hintFor(uses, resources));
}

function hintFor(uses: readonly ResourceUse[], resources: ResourceUses): readonly Hint[] {
  const [first] = uses;
  const reached = new Map<string, Resource>();
  for (const use of uses)
    for (const item of resources.reached(use))
      if (item.place !== undefined) reached.set(`${item.kind} ${patternText(item.pattern)}`, item);
  if (first === undefined || reached.size === 0) return [];
  const names = Array.from(reached.keys(), (name) => `\`${name}\``);
  const lines = firstOf(names, LISTED).map((line) => `- ${line}`);
  return [
    {
      offset: first.place.range.end,
      label: countedByKind([...reached.values()]),
      tooltip: lines.join('\n'),
    },
  ];
}

const kinds = ['exchange', 'queue', 'stream'] as const;

/** `2 exchanges, 1 queue`. */
function countedByKind(found: readonly Resource[]): string {
  return kinds
    .map((kind) => ({ kind, count: found.filter((item) => item.kind === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => counted(count, kind))
    .join(', ');
}
