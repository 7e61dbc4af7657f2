import { Bytes } from '../../pattern/bytes.js';
import { NameSet } from '../../pattern/name-set.js';
import type { Reading } from '../../pattern/match.js';
import type { Pattern } from '../../pattern/pattern.js';
import { findName } from '../../pattern/witness.js';
import { checkKey } from '../../rabbitmq/names.js';

/** The most names that stand for a pattern. */
const MOST = 4;

/** What a made-up name has in the place of a wildcard; no wildcard's shortest example is that. */
const FILLING = Bytes.fromText('warren-probe');

/**
 * Names that stand for a pattern: known ones that fit, a shortest one, and a made-up one. A name stands
 * for itself.
 *
 * @param known names that are declared or there
 */
export function samplesOf(
  pattern: Pattern,
  reading: Reading,
  known: Iterable<Bytes>,
): readonly Bytes[] {
  if (pattern.isLiteral) return checkKey(pattern) === undefined ? [pattern.first] : [];
  const set = NameSet.of(pattern, reading);
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
