import type { Bytes } from './bytes.js';
import type { Pattern } from './pattern.js';

/**
 * How a star matches: `first-fit` as the broker's matcher does, which never goes back, or `glob`,
 * any text at all. The glob of a pattern holds all that its first fit does.
 */
export type Reading = 'first-fit' | 'glob';

/**
 * Whether the broker's matcher accepts a name: every literal takes the first place that fits and
 * the search never goes back, so the last one must end the name at its first occurrence. Stars in
 * a row count as one, save that two or more at the end want at least one byte.
 * Source: `wildcard.erl` of rabbitmq_auth_backend_oauth2, unchanged from v3.13.0 to v4.3.5.
 */
export function matches(pattern: Pattern, name: Bytes): boolean {
  if (pattern.stars === 0) return isTheName(pattern, name);
  const end = endOfInner(pattern, name.binary);
  if (end === undefined) return false;
  const last = pattern.last.binary;
  if (last === '') return pattern.trailingStars < 2 || end < name.length;
  const at = name.binary.indexOf(last, end);
  return at >= 0 && at + last.length === name.length;
}

/** Whether a name fits a pattern in which every star stands for any text at all. */
export function globMatches(pattern: Pattern, name: Bytes): boolean {
  if (pattern.stars === 0) return isTheName(pattern, name);
  const end = endOfInner(pattern, name.binary);
  if (end === undefined) return false;
  const last = pattern.last.binary;
  return end + last.length <= name.length && name.binary.endsWith(last);
}

function isTheName(pattern: Pattern, name: Bytes): boolean {
  return pattern.isLiteral && pattern.first.binary === name.binary;
}

/**
 * Where the literals before the last star end when each takes its first place; undefined where one
 * has none. The leftmost choice leaves the most room, so a glob may make it too.
 */
function endOfInner(pattern: Pattern, name: string): number | undefined {
  if (!name.startsWith(pattern.first.binary)) return undefined;
  let end = pattern.first.length;
  for (let index = 1; index < pattern.literals.length - 1; index++) {
    const literal = pattern.literals[index]?.binary ?? '';
    const at = name.indexOf(literal, end);
    if (at < 0) return undefined;
    end = at + literal.length;
  }
  return end;
}
