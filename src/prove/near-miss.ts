import type { Pattern } from '../pattern/pattern.js';
import { glob, type NameSet } from '../pattern/name-set.js';
import type { Bytes } from '../pattern/bytes.js';
import { permissionsOf } from '../access/checks.js';
import type { Given } from '../access/given.js';
import type { Reach } from '../access/reach.js';
import type { SourcedScope } from '../access/sourced-scope.js';
import type { Refusal } from './decide.js';

/** A part of a scope that does not hold what was asked for. */
export type Mismatch =
  | { readonly part: 'permission'; readonly held: string; readonly asked: string }
  | {
      readonly part: 'vhost' | 'name' | 'key';
      readonly pattern: Pattern;
      readonly asked: Bytes;
      /** Whether the pattern would hold it if the broker's wildcard went back. */
      readonly gap: boolean;
    }
  /** A scope without keys gives no topic permission at all. */
  | { readonly part: 'no-key' };

/** The scope that came nearest to permitting what was refused, and what of it does not fit. */
export interface NearMiss {
  readonly scope: SourcedScope;
  readonly mismatches: readonly Mismatch[];
}

/**
 * The scope that fails a refused example in the fewest parts, of equals the one whose name begins
 * most like it; undefined where none fits in two parts at least.
 */
export function nearMiss(refusal: Refusal, given: Given): NearMiss | undefined {
  let best: { readonly reach: Reach; readonly rank: number } | undefined;
  for (const reach of given.reaches) {
    const rank = rankOf(reach, refusal);
    if (rank !== undefined && (best === undefined || rank > best.rank)) best = { reach, rank };
  }
  if (best === undefined) return undefined;
  return { scope: best.reach.from, mismatches: mismatchesOf(best.reach, refusal) };
}

/** Names are at most 255 bytes long, so a part that fits always counts for more than a likeness. */
const PART = 256;

function rankOf(reach: Reach, refusal: Refusal): number | undefined {
  const parts = refusal.key === undefined ? 3 : 4;
  const fitting = parts - mismatchesOf(reach, refusal).length;
  if (fitting < 2) return undefined;
  const { vhost, name = vhost } = refusal;
  const mine = refusal.name === undefined ? reach.vhosts : reach.names;
  return fitting * PART + commonStart(mine.pattern.first, name);
}

function mismatchesOf(reach: Reach, { check, vhost, name, key }: Refusal): readonly Mismatch[] {
  const found: Mismatch[] = [];
  if (check !== undefined && !permissionsOf(check).includes(reach.permission))
    found.push({ part: 'permission', held: reach.permission, asked: check.permission });
  if (!reach.vhosts.has(vhost)) found.push(mismatch('vhost', reach.vhosts, vhost));
  if (name !== undefined && !reach.names.has(name)) found.push(mismatch('name', reach.names, name));
  if (key === undefined) return found;
  if (reach.keys === undefined) found.push({ part: 'no-key' });
  else if (!reach.keys.has(key)) found.push(mismatch('key', reach.keys, key));
  return found;
}

function mismatch(part: 'vhost' | 'name' | 'key', { pattern }: NameSet, asked: Bytes): Mismatch {
  return { part, pattern, asked, gap: glob(pattern).has(asked) };
}

function commonStart(a: Bytes, b: Bytes): number {
  let length = 0;
  while (length < a.length && a.binary[length] === b.binary[length]) length += 1;
  return length;
}
