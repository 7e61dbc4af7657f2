import type { NameSet } from './name-set.js';

/**
 * Whether two sets may have a name in common, judged by how their names begin and end alone:
 * `false` is certain, `true` is not. For a literal pattern both are certain.
 */
export function mayMeet(a: NameSet, b: NameSet): boolean {
  if (a.pattern.isNothing || b.pattern.isNothing) return false;
  if (a.pattern.isLiteral) return b.has(a.pattern.first);
  if (b.pattern.isLiteral) return a.has(b.pattern.first);
  const [aFirst, bFirst] = [a.pattern.first.binary, b.pattern.first.binary];
  if (!aFirst.startsWith(bFirst) && !bFirst.startsWith(aFirst)) return false;
  const [aLast, bLast] = [a.pattern.last.binary, b.pattern.last.binary];
  return aLast.endsWith(bLast) || bLast.endsWith(aLast);
}
