import type { NameSet } from './name-set.js';
import type { Pattern } from './pattern.js';

/**
 * Whether two sets may have a name in common, judged by how their names begin and end alone:
 * `false` is certain, `true` is not. For a literal pattern both are certain.
 */
export function mayMeet(a: NameSet, b: NameSet): boolean {
  if (a.pattern.isNothing || b.pattern.isNothing) return false;
  if (a.pattern.isLiteral) return b.has(a.pattern.first);
  if (b.pattern.isLiteral) return a.has(b.pattern.first);
  return mayTouch(a.pattern, b.pattern);
}

/** As `mayMeet` for two patterns in whatever readings, without a look between their ends. */
export function mayTouch(a: Pattern, b: Pattern): boolean {
  if (a.isLiteral && b.isLiteral) return a.key === b.key;
  const [aFirst, bFirst] = [a.first.binary, b.first.binary];
  if (!aFirst.startsWith(bFirst) && !bFirst.startsWith(aFirst)) return false;
  const [aLast, bLast] = [a.last.binary, b.last.binary];
  return aLast.endsWith(bLast) || bLast.endsWith(aLast);
}
