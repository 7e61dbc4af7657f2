import type { BrokerAccess, ComparedRole, GivenRight, GivenScope } from './access.js';
import type { Change, ChangeExample } from './change.js';
import type { BrokerDiff, RoleDiff } from './diff.js';
import { holdingsOf, type Holdings } from './holdings.js';

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
      scopes: [
        ...(known?.scopes ?? []),
        ...scopes.map((given): GivenScope => ({ ...given, isAccepted: true })),
      ],
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
 * @param additionOf what was accepted for a role of a broker
 */
export function partAccepted(
  all: readonly BrokerDiff[],
  rest: readonly BrokerDiff[],
  additionOf: (broker: string, arn: string) => Addition | undefined,
): Parted {
  const gainedIn = new Map(
    rest.flatMap(({ broker, roles }) => roles.map((role) => [keyOf(broker, role), role.gained])),
  );
  const parted = all.map((diff) => ({
    diff,
    roles: diff.roles.map((role) => {
      const added = holdingsOf(additionOf(diff.broker, role.arn)?.scopes ?? []);
      const open = (gainedIn.get(keyOf(diff.broker, role)) ?? []).map((change) =>
        asBefore(change, role.gained, added),
      );
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

/**
 * What is open as it was told without entries, where its examples are not among what was accepted: an entry that
 * only lets into the vhost hides nothing of it.
 */
function asBefore(open: Change, all: readonly Change[], added: Holdings): Change {
  const givers = giversOf(open);
  const known = all.find((change) => {
    const others = giversOf(change);
    return others.length === givers.length && others.every((giver) => givers.includes(giver));
  });
  if (known?.kind !== 'scopes') return open;
  return known.examples.some(({ example }) => isHeld(example, added)) ? open : known;
}

/** Whether scopes give what an example is of, all of it. */
function isHeld({ permission, vhost, name, key }: ChangeExample, { all, of }: Holdings): boolean {
  if (name === undefined) return all.some(({ vhosts }) => vhosts.has(vhost));
  return of(permission).some(
    ({ vhosts, names, keys }) =>
      vhosts.has(vhost) && names.has(name) && (key === undefined || keys?.has(key) === true),
  );
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
