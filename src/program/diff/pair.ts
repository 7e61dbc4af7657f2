import type { BrokerAccess } from '../../prove/diff/access.js';
import { unknownBroker } from '../query/question.js';
import { uncheckedKeys } from './engines.js';
import { withoutEntrances } from '../../prove/diff/entrances.js';
import type { Side, SideBroker } from './side.js';

/** The brokers of both sides, those of one name to be compared. */
export interface Pair {
  readonly old: readonly BrokerAccess[];
  readonly now: readonly BrokerAccess[];
}

/** The names of all brokers that are compared, in their order. */
export function brokerNames({ old, now }: Pair): readonly string[] {
  return [...new Set([...now, ...old].map(({ name }) => name))];
}

/** What is to be compared, or why that cannot be said. */
export type Pairing =
  { readonly ok: true; readonly pair: Pair } | { readonly ok: false; readonly reason: string };

/**
 * Finds the brokers to compare. A configuration names no broker, so it is compared with the broker
 * asked for, or the only one, or the one of its audience and scope prefix; of one with several audiences
 * each is compared with the broker of that audience.
 *
 * @param wanted the name of the only broker to be compared, if one was asked for
 */
export function pairBrokers(old: Side, now: Side, wanted: string | undefined): Pairing {
  if (old.kind === 'policy' && now.kind === 'policy') {
    const before = policyAccess(old.brokers, now.brokers, wanted);
    const after = policyAccess(now.brokers, old.brokers, wanted);
    if (before.length + after.length === 0)
      return { ok: false, reason: unknownBroker(wanted ?? '', namesOfSides(old, now)) };
    return { ok: true, pair: { old: before, now: after } };
  }
  if (old.kind === 'configuration' && now.kind === 'configuration') return both(old, now, wanted);
  const isNow = now.kind === 'configuration';
  const [policy, configuration] = isNow ? [old, now] : [now, old];
  const meant = brokersMeant(policy.brokers, configuration.brokers, wanted);
  if (typeof meant === 'string') return { ok: false, reason: meant };
  const named = meant.map(({ of, side }) => called(of.access.name, side));
  const own = meant.map(({ of }) => of.access);
  return { ok: true, pair: isNow ? { old: own, now: named } : { old: named, now: own } };
}

/** Two configurations: of one audience each they are the same broker, otherwise by audience. */
function both(old: Side, now: Side, wanted: string | undefined): Pairing {
  const [[before, ...others], [after, ...more]] = [old.brokers, now.brokers];
  if (before !== undefined && after !== undefined && others.length + more.length === 0) {
    const name = wanted ?? after.access.name;
    return { ok: true, pair: { old: [called(name, before)], now: [called(name, after)] } };
  }
  const [left = [], right = []] = [old, now].map(({ brokers }) =>
    brokers
      .map(({ access }) => access)
      .filter(({ name }) => wanted === undefined || name === wanted),
  );
  // A resource server of no name is none that a token could be for, so that nobody gets in by either.
  if (left.length + right.length === 0 && wanted !== undefined)
    return { ok: false, reason: `no configuration has the audience ${wanted}` };
  return { ok: true, pair: { old: left, now: right } };
}

function namesOfSides(
  ...sides: readonly { readonly brokers: readonly SideBroker[] }[]
): readonly string[] {
  return [...new Set(sides.flatMap(({ brokers }) => brokers.map(({ access }) => access.name)))];
}

/**
 * Between policies, whom the brokers let in besides is a setting and no access of a role; what rights on keys
 * come to by another engine is access.
 */
function policyAccess(
  brokers: readonly SideBroker[],
  others: readonly SideBroker[],
  wanted: string | undefined,
): readonly BrokerAccess[] {
  return brokers
    .filter(({ access }) => wanted === undefined || access.name === wanted)
    .map((broker) => ({
      ...withoutEntrances(broker.access),
      entrances: uncheckedKeys(
        broker,
        others.find(({ access }) => access.name === broker.access.name),
      ),
    }));
}

function called(name: string, { access }: SideBroker): BrokerAccess {
  return { ...access, name };
}

/** A broker of a policy, and the audience of a configuration that it is. */
interface Meant {
  readonly of: SideBroker;
  readonly side: SideBroker;
}

/** The brokers of a policy that the audiences of a configuration are, or why that cannot be said. */
function brokersMeant(
  brokers: readonly SideBroker[],
  audiences: readonly SideBroker[],
  wanted: string | undefined,
): readonly Meant[] | string {
  const [side, ...more] = audiences;
  if (side !== undefined && more.length === 0) {
    const of = brokerMeant(brokers, side, wanted);
    return typeof of === 'string' ? of : [{ of, side }];
  }
  const own = wanted === undefined ? brokers : brokers.filter(isCalled(wanted));
  const meant = audiences.flatMap((one) =>
    own.filter(({ audience }) => audience === one.audience).map((of) => ({ of, side: one })),
  );
  const left = audiences.filter((one) => !meant.some((pair) => pair.side === one));
  if (wanted !== undefined && meant.length === 0)
    return own.length === 0
      ? unknownBroker(
          wanted,
          brokers.map(({ access }) => access.name),
        )
      : `the configuration has no audience of ${wanted}`;
  if (wanted === undefined && left.length > 0)
    return `the configuration has several audiences, and no broker is of ${left.map(({ audience = '' }) => audience).join(', ')}; name one that is compared with --broker`;
  return meant;
}

function isCalled(name: string): (broker: SideBroker) => boolean {
  return ({ access }) => access.name === name;
}

/** The broker of a policy that a configuration is of, or why that cannot be said. */
function brokerMeant(
  brokers: readonly SideBroker[],
  { audience, scopePrefix }: SideBroker,
  wanted: string | undefined,
): SideBroker | string {
  const fitting =
    wanted !== undefined
      ? brokers.filter(isCalled(wanted))
      : brokers.length === 1
        ? brokers
        : brokers.filter(
            (broker) => broker.audience === audience && broker.scopePrefix === scopePrefix,
          );
  const [only, ...more] = fitting;
  if (only !== undefined && more.length === 0) return only;
  const names = brokers.map(({ access }) => access.name);
  if (wanted !== undefined) return unknownBroker(wanted, names);
  return `the configuration may be of any of the brokers ${names.join(', ')}; name one with --broker`;
}
