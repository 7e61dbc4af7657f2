import { Bytes } from '../../pattern/bytes.js';
import type { NameSet } from '../../pattern/name-set.js';
import type { ChangeExample } from './change.js';
import type { Holding, Holdings } from './holdings.js';

/** What a star stands for in an example, if it can. */
const FILLING = Bytes.fromText('a');

/**
 * An example with each star of the scope filled in, wherever that is an example too: the shortest
 * one has stars that stand for nothing, such as `orders.` for `orders.*`.
 */
export function readableScope(
  example: ChangeExample,
  reach: Holding,
  others: Holdings,
): ChangeExample {
  let best = example;
  for (const [part, set] of [
    ['vhost', reach.vhosts],
    ['name', reach.names],
    ['key', reach.keys],
  ] as const) {
    const filled = set && filledIn(set);
    if (filled === undefined || best[part] === undefined) continue;
    const candidate = { ...best, [part]: filled };
    if (isOutside(candidate, others)) best = candidate;
  }
  return best;
}

/** A name of a set with something for every star; undefined where that makes none. */
function filledIn(set: NameSet): Bytes | undefined {
  const [first, ...rest] = set.pattern.literals;
  if (first === undefined) return undefined;
  // Between stars in a row stands nothing: one filling is enough for them.
  const parted = rest.filter((literal, at) => literal.length > 0 || at === rest.length - 1);
  const filled = [first, ...parted.flatMap((literal) => [FILLING, literal])];
  const name = Bytes.from(filled.flatMap((part) => [...part.toArray()]));
  return set.has(name) ? name : undefined;
}

/** Whether nothing of the other side gives what the example is an example of. */
function isOutside(
  { extent, permission, vhost, name, key }: ChangeExample,
  others: Holdings,
): boolean {
  const held = extent === 'access' ? others.all : others.of(permission);
  return !held.some(
    ({ vhosts, names, keys }) =>
      vhosts.has(vhost) &&
      (extent === 'access' || name === undefined || names.has(name)) &&
      (extent !== 'key' || key === undefined || keys?.has(key) === true),
  );
}
