import { reachedBy, type ReachedBy } from '../../program/query/reached-by.js';
import type { Source } from '../../source/source.js';
import type { Snapshot } from '../../assist/snapshot.js';
import { inRow } from '../../source/counted.js';

/** How many roles a title names for each permission. */
const NAMED = 3;

/** Who has access to what is declared at an offset, on each broker; undefined where nothing is. */
export function accessAt(
  source: Source,
  start: number,
  { resources, brokers }: Pick<Snapshot, 'resources' | 'brokers'>,
): readonly ReachedBy[] | undefined {
  const uses = resources
    .in(source)
    .filter(({ declares, place }) => declares && place.range.start === start);
  if (uses.length === 0) return undefined;
  return uses.flatMap(({ pattern, vhost, policy }) => {
    const broker = brokers.find((one) => one.policy === policy);
    return broker === undefined ? [] : reachedBy(pattern, vhost, broker);
  });
}

/** The same in a line: `write: checkout; read: fulfiller, auditor`. */
export function accessTitle(found: readonly ReachedBy[]): string {
  const byPermission = new Map<string, Set<string>>();
  for (const { permission, answer } of found)
    for (const { role } of answer.able) {
      const names = byPermission.get(permission) ?? new Set();
      byPermission.set(permission, names.add(role.name));
    }
  if (byPermission.size === 0) return 'no role has access';
  return Array.from(
    byPermission,
    ([permission, names]) => `${permission}: ${inRow([...names], NAMED)}`,
  ).join('; ');
}
