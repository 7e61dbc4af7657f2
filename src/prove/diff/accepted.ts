import type { BrokerAccess, ComparedRole, GivenRight, GivenScope } from './access.js';
import type { Change } from './change.js';
import type { BrokerDiff, RoleDiff } from './diff.js';

/** What a role is given besides. */
export type Addition = Pick<ComparedRole, 'scopes' | 'api'>;

/** A broker as if its roles, by their ARNs, were given more. */
export function withMore(
  broker: BrokerAccess,
  additions: ReadonlyMap<string, Addition>,
): BrokerAccess {
  const roles = new Map(broker.roles);
  for (const [arn, { scopes, api }] of additions) {
    const known = roles.get(arn);
    roles.set(arn, {
      ...(known ?? { name: undefined }),
      scopes: [...(known?.scopes ?? []), ...scopes],
      api: [...(known?.api ?? []), ...api],
    });
  }
  return { ...broker, roles };
}

/** What differs, parted by what became of what was gained. */
export interface Parted {
  /** What differs still once some of it was accepted; all that was lost is among it. */
  readonly open: readonly BrokerDiff[];
  /** What was gained and accepted, and nothing else. */
  readonly accepted: readonly BrokerDiff[];
}

/**
 * Parts what differs. What was gained is open where something that gives it gives more than what was accepted:
 * then the example is of that.
 *
 * @param all what differs between two sides
 * @param rest the same where the older side is given what was accepted
 */
export function partAccepted(all: readonly BrokerDiff[], rest: readonly BrokerDiff[]): Parted {
  const gainedIn = new Map(
    rest.flatMap(({ broker, roles }) => roles.map((role) => [keyOf(broker, role), role.gained])),
  );
  const parted = all.map((diff) => ({
    diff,
    roles: diff.roles.map((role) => {
      const open = gainedIn.get(keyOf(diff.broker, role)) ?? [];
      const still = new Set(open.flatMap(giversOf));
      const accepted = role.gained.filter(
        (change) => !giversOf(change).some((giver) => still.has(giver)),
      );
      return { role, open, accepted };
    }),
  }));
  return {
    open: parted.flatMap(({ diff, roles }) =>
      differing({ ...diff, roles: roles.map(({ role, open }) => ({ ...role, gained: open })) }),
    ),
    accepted: parted.flatMap(({ diff, roles }) =>
      differing({
        ...diff,
        roles: roles.map(({ role, accepted }) => ({ ...role, gained: accepted, lost: [] })),
        entrances: undefined,
      }),
    ),
  };
}

/** What gives a change. */
export function giversOf(change: Change): readonly (GivenScope | GivenRight)[] {
  return change.kind === 'scopes' ? change.examples.map(({ by }) => by) : [change.by];
}

function keyOf(broker: string, { arn, claims }: RoleDiff): string {
  return JSON.stringify([broker, arn, claims]);
}

function differing(diff: BrokerDiff): readonly BrokerDiff[] {
  const roles = diff.roles.filter(({ gained, lost }) => gained.length + lost.length > 0);
  return roles.length === 0 && diff.entrances === undefined ? [] : [{ ...diff, roles }];
}
