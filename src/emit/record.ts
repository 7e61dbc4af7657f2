import { InternalError } from './internal-error.js';

/**
 * An object of entries, whose keys must differ: of two with one key, one would be lost.
 *
 * @throws InternalError where they do not
 */
export function record<T>(
  entries: readonly (readonly [key: string, value: T])[],
): Record<string, T> {
  const seen = new Set<string>();
  for (const [key] of entries) {
    if (seen.has(key)) throw new InternalError(`Two parts of one file are both called ${key}`);
    seen.add(key);
  }
  return Object.fromEntries(entries);
}
