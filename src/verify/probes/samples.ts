import { Bytes } from '../../pattern/bytes.js';
import { NameSet, nonEmpty } from '../../pattern/name-set.js';
import type { Reading } from '../../pattern/match.js';
import type { Pattern } from '../../pattern/pattern.js';
import { findName } from '../../pattern/witness.js';
import { checkKey } from '../../rabbitmq/names.js';

/** The most names that stand for a pattern. */
const MOST = 4;

/** What a made-up name has in the place of a wildcard; no wildcard's shortest example is that. */
const FILLING = Bytes.fromText('warren-probe');

/**
 * Names that stand for a pattern: a shortest one, a made-up one, and known ones that fit. A name stands
 * for itself.
 *
 * @param known names that are declared or there
 */
export function nameSamples(
  pattern: Pattern,
  reading: Reading,
  known: Iterable<Bytes>,
): readonly Bytes[] {
  return samplesOf(pattern, nonEmpty(NameSet.of(pattern, reading)), known);
}

/** As `nameSamples`, of routing keys, among which is the empty one. */
export function keySamples(pattern: Pattern, reading: Reading): readonly Bytes[] {
  return samplesOf(pattern, NameSet.of(pattern, reading), []);
}

function samplesOf(pattern: Pattern, set: NameSet, known: Iterable<Bytes>): readonly Bytes[] {
  if (pattern.isLiteral) return checkKey(pattern) === undefined ? [pattern.first] : [];
  const found = new Map<string, Bytes>();
  const add = (name: Bytes): void => {
    if (found.size < MOST && set.has(name) && name.length <= 255) found.set(name.binary, name);
  };
  const shortest = findName({ all: [set], none: [] });
  if (shortest.kind === 'witness') add(shortest.witness);
  add(Bytes.joined(pattern.literals, FILLING));
  for (const name of known) {
    if (found.size >= MOST) break;
    add(name);
  }
  return [...found.values()];
}
