import { metered, shareOf } from '../../pattern/meter.js';
import type { BrokerAccess, GivenRight, GivenScope } from '../../prove/diff/access.js';
import { giversOf } from '../../prove/diff/accepted.js';
import type { Change } from '../../prove/diff/change.js';
import type { BrokerDiff } from '../../prove/diff/diff.js';
import { holdingsOf, type Holdings } from '../../prove/diff/holdings.js';
import { isAllowedBy } from '../../prove/diff/rights.js';
import { shareOutside } from '../../prove/diff/shared.js';
import type { Acceptance, AcceptedOn } from './acceptance.js';

/**
 * Which entries have something in common with what was gained, by the change: something that the older side
 * does not give.
 */
export function usesOf(
  all: readonly BrokerDiff[],
  entries: readonly AcceptedOn[],
  old: readonly BrokerAccess[],
): ReadonlyMap<Change, readonly Acceptance[]> {
  const uses = new Map<Change, readonly Acceptance[]>();
  for (const { broker, roles } of all)
    for (const { arn, gained } of roles) {
      const own = entries.filter((entry) => entry.broker === broker && entry.arn === arn);
      if (own.length === 0) continue;
      const before = old.find(({ name }) => name === broker)?.roles.get(arn);
      const held = holdingsOf(before?.scopes ?? []);
      const { value } = metered(shareOf(gained.length), () =>
        gained.map((change) => {
          const using = own.filter((entry) => isAbout(entry, change, held, before?.api ?? []));
          return [change, [...new Set(using.map(({ acceptance }) => acceptance))]] as const;
        }),
      );
      for (const [change, using] of value) uses.set(change, using);
    }
  return uses;
}

function isAbout(
  { given }: AcceptedOn,
  change: Change,
  held: Holdings,
  before: readonly GivenRight[],
): boolean {
  return giversOf(change).some((giver) =>
    isScope(giver)
      ? given.scopes.some((scope) => shareOutside(giver, scope, held))
      : given.api.some((right) =>
          right.actions.some(
            (action) =>
              giver.actions.includes(action) &&
              !before.some((other) => isAllowedBy(other, action, giver)),
          ),
        ),
  );
}

function isScope(giver: GivenScope | GivenRight): giver is GivenScope {
  return 'scope' in giver;
}
