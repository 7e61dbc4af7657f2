import type { Release } from './engines.js';

/**
 * The first release of each line that has something, as `4.0.3`. A line that is not named does not
 * have it: features are often carried back, so 4.2.9 may have what 4.3.0 has not.
 */
export type Since = readonly string[];

/** Whether a release is, within its own line, one of the named releases or later. */
export function hasSince(since: Since, release: Release): boolean {
  const first = firstPatch(since, release.line);
  return first !== undefined && first <= release.patch;
}

/** The first patch of a line that has it, if any has. */
function firstPatch(since: Since, line: string): number | undefined {
  const named = since.find((name) => name.startsWith(`${line}.`));
  return named === undefined ? undefined : Number(named.slice(line.length + 1));
}
