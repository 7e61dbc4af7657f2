import { errorsOf, type Diagnostic } from '../../diagnostics/diagnostic.js';
import type { BrokerPolicy } from '../../policy/policy.js';
import { partAccepted, withMore, type Addition, type Parted } from '../../prove/diff/accepted.js';
import { AWS_CLAIMS, type BrokerAccess } from '../../prove/diff/access.js';
import type { Change } from '../../prove/diff/change.js';
import { arnsByName, diffAccess, type BrokerDiff } from '../../prove/diff/diff.js';
import { givenBy } from '../../prove/diff/policy-access.js';
import type { Pair } from '../diff/pair.js';
import { readPhrase } from '../query/phrases.js';
import type { Acceptance, AcceptedOn, MovedAcceptance, UnknownBroker } from './acceptance.js';
import { shifted } from './shifted.js';
import { usesOf } from './uses.js';

/** What was accepted of what differs, and by which entries. */
export interface Accepted extends Parted {
  /** The entries that accept something of a change, in their order. */
  readonly entriesOf: (change: Change) => readonly Acceptance[];
  /** The entries that have nothing in common with what was gained. */
  readonly stale: readonly Acceptance[];
  /** Those that a broker does not count, as their role's name stood for another ARN before. */
  readonly moved: readonly MovedAcceptance[];
  /** Names of brokers that neither side has, in entries that name others too. */
  readonly unknown: readonly UnknownBroker[];
}

/** What was accepted, or what is wrong with the entries. */
export type Accepting =
  | { readonly ok: true; readonly accepted: Accepted }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/**
 * Finds what was gained and lies inside of the entries: what the newer side gives is compared with the older one
 * as if that gave besides what the entries say, by the same proof.
 *
 * @param policies those of the newer side
 * @param known the names of all brokers of both sides, also of those that are not compared
 * @param all what differs between the two
 */
export function acceptGains(
  { old, now }: Pair,
  policies: readonly BrokerPolicy[],
  all: readonly BrokerDiff[],
  acceptances: readonly Acceptance[],
  known: readonly string[],
): Accepting {
  const read = acceptances.flatMap((acceptance) =>
    policies.flatMap((policy) => readOn(acceptance, policy)),
  );
  const problems = read.flatMap(({ diagnostics }) => diagnostics);
  if (problems.length > 0) return { ok: false, diagnostics: problems };
  const moved = movedOf(
    read.map((one) => one.on),
    old,
  );
  const on = read
    .map((one) => one.on)
    .filter(
      ({ acceptance, broker }) =>
        !moved.some((one) => one.acceptance === acceptance && one.broker === broker),
    );
  const additions = new Map(now.map((broker) => [broker.name, additionsFor(broker, on)]));
  const before = now.map((broker) =>
    withMore(beforeOf(broker, old), additions.get(broker.name) ?? new Map()),
  );
  const parted = partAccepted(all, diffAccess(before, now), (broker, arn) =>
    additions.get(broker)?.get(arn),
  );
  const uses = usesOf(all, on, old);
  const used = new Set([...uses.values()].flat());
  return {
    ok: true,
    accepted: {
      ...parted,
      entriesOf: (change) => uses.get(change) ?? [],
      stale: acceptances.filter((one) => !used.has(one)),
      moved,
      unknown: acceptances.flatMap((acceptance) => unknownIn(acceptance, new Set(known))),
    },
  };
}

/** The brokers of an entry that there are not; none where there is none of them, as that is told otherwise. */
function unknownIn(acceptance: Acceptance, known: ReadonlySet<string>): readonly UnknownBroker[] {
  const unknown = acceptance.brokers.filter((broker) => !known.has(broker));
  if (unknown.length === acceptance.brokers.length) return [];
  return unknown.map((broker) => ({ acceptance, broker }));
}

/**
 * The entries whose role is another ARN than on the older side, by broker: who signed for the name meant the ARN
 * that it stood for.
 */
function movedOf(entries: readonly AcceptedOn[], old: Pair['old']): readonly MovedAcceptance[] {
  const arns = new Map(old.map((broker) => [broker.name, arnsByName(broker)]));
  return entries.flatMap(({ acceptance, broker, arn }) => {
    const before = arns.get(broker)?.get(acceptance.role);
    return before === undefined || before === arn ? [] : [{ acceptance, broker, before, now: arn }];
  });
}

/** The older side's broker of that name; one that gives nothing where there is none. */
function beforeOf({ name, knowsApi, claims }: BrokerAccess, old: Pair['old']): BrokerAccess {
  const known = old.find((broker) => broker.name === name);
  return known ?? { name, knowsApi, roles: new Map(), claims: claims ?? AWS_CLAIMS };
}

function additionsFor(
  { name }: BrokerAccess,
  entries: readonly AcceptedOn[],
): ReadonlyMap<string, Addition> {
  const additions = new Map<string, Addition>();
  for (const { broker, arn, given } of entries) {
    if (broker !== name) continue;
    const { scopes, api } = additions.get(arn) ?? { scopes: [], api: [] };
    additions.set(arn, { scopes: [...scopes, ...given.scopes], api: [...api, ...given.api] });
  }
  return additions;
}

/** An entry on a broker; nothing where it is about others, or the broker has no such role. */
function readOn(
  acceptance: Acceptance,
  policy: BrokerPolicy,
): readonly { readonly on: AcceptedOn; readonly diagnostics: readonly Diagnostic[] }[] {
  const { broker, roles } = policy;
  const role = roles.find(({ name }) => name === acceptance.role);
  if (role === undefined || !acceptance.brokers.includes(broker.name)) return [];
  const read = acceptance.phrases.map(({ phrase, source, offset }) => {
    const { rights, diagnostics } = readPhrase(
      { source, phrase },
      { policy, names: NO_NAMES },
      undefined,
      acceptance.vhost,
    );
    return {
      rights,
      diagnostics: shifted(errorsOf(diagnostics), acceptance.place.source, offset),
    };
  });
  const rights = read.flatMap((one) => one.rights);
  const given = givenBy(rights, policy);
  return [
    {
      on: { acceptance, broker: broker.name, arn: role.arn.text, given },
      diagnostics: read.flatMap(({ diagnostics }) => diagnostics),
    },
  ];
}

/** An entry names no profile, and no group. */
const NO_NAMES = { roles: new Map(), groups: new Map(), profiles: new Map() };
