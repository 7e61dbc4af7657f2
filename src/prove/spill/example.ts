import { boxOutside, type Box } from '../../pattern/boxes.js';
import { Bytes } from '../../pattern/bytes.js';
import { current } from '../../pattern/meter.js';
import { glob, type NameSet } from '../../pattern/name-set.js';
import { findName } from '../../pattern/witness.js';
import { serverNamedExample, serverNamedQueues } from '../../rabbitmq/built-in.js';
import type { Point, Region } from './ends.js';

/** How many sets are looked through in about the time of a move. */
const SETS_A_MOVE = 8;

/**
 * Counts a look through many sets as moves: one of them is hardly any work, but there may be a look for
 * each pair of things that a role may bind. False once the moves of the work are used up.
 */
export function lookThrough({ length }: readonly unknown[]): boolean {
  return current().afford(Math.ceil(length / SETS_A_MOVE));
}

/** What stands for the star of a pattern in examples. */
const KEY_FILLERS = ['created', 'eu', 'a', '1'].map((text) => Bytes.fromText(text));
const NAME_FILLERS = ['1', 'a', 'b'].map((text) => Bytes.fromText(text));
const ANY_KEYS = ['order.created', 'stock.low'].map((text) => Bytes.fromText(text));

/**
 * A point of a region that is in none of some boxes, one that reads like names and keys if there is such
 * a one; undefined proves that there is none.
 */
export function pointBeyond(
  region: Region,
  boxes: readonly Box[],
): Point | 'too-complex' | undefined {
  const isBeyond = (point: Point): boolean =>
    lookThrough(boxes) &&
    !boxes.some((box) => box.every((set, at) => point[at] !== undefined && set.has(point[at])));
  const { vhosts, source, keys, destination, thing } = region;
  const declared = glob(thing.pattern);
  const point = readable(region, declared, namesIn(vhosts), isBeyond);
  if (point !== undefined) return point;
  const found = boxOutside([vhosts, source, keys, destination], boxes);
  if (found.kind === 'none') return undefined;
  if (found.kind === 'too-complex') return found.kind;
  const [vhost, from, key, to] = found.witness;
  if (vhost === undefined || from === undefined || key === undefined || to === undefined)
    return undefined;
  return readable(region, declared, [vhost], isBeyond) ?? [vhost, from, key, to];
}

function readable(
  { source, keys, destination }: Region,
  declared: NameSet,
  vhosts: readonly Bytes[],
  holds: (point: Point) => boolean,
): Point | undefined {
  for (const from of namesIn(source))
    for (const to of namesIn(destination, declared))
      for (const at of vhosts)
        for (const key of keysIn(keys)) {
          const point: Point = [at, from, key, to];
          if (at.length > 0 && holds(point)) return point;
        }
  return undefined;
}

/** Names of a set that read like names. */
export function namesIn(set: NameSet, ...more: readonly NameSet[]): readonly Bytes[] {
  const named = [
    ...texts(set, NAME_FILLERS),
    ...more.flatMap((one) => [...texts(one, NAME_FILLERS), ...between(set, one)]),
  ];
  const good = named.filter((name) => [set, ...more].every((one) => one.has(name)));
  if (good.length > 0) return [...new Set(good)];
  const found = findName({ all: [set, ...more], none: [] });
  return found.kind === 'witness' ? [found.witness] : [];
}

/** Names that begin as those of one set and end as those of the other. */
function between(a: NameSet, b: NameSet): readonly Bytes[] {
  if (a.pattern.isLiteral || b.pattern.isLiteral) return [];
  return [[a, b] as const, [b, a] as const].flatMap(([one, other]) =>
    NAME_FILLERS.map((filler) => Bytes.joined([one.pattern.first, other.pattern.last], filler)),
  );
}

/** Keys of a set that read like keys. */
function keysIn(set: NameSet): readonly Bytes[] {
  const { pattern } = set;
  const isBare = pattern.literals.every(({ length }) => length === 0);
  return isBare ? ANY_KEYS : texts(set, KEY_FILLERS);
}

function texts(set: NameSet, fillers: readonly Bytes[]): readonly Bytes[] {
  const { pattern } = set;
  if (pattern.isNothing) return [];
  if (pattern.isLiteral) return [pattern.first];
  if (pattern.key === serverNamedQueues.key) return [serverNamedExample.first];
  return fillers
    .map((filler) => Bytes.joined(pattern.literals, filler))
    .filter((name) => set.has(name));
}
