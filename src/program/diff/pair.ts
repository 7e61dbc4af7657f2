import type { BrokerAccess } from '../../prove/diff/access.js';
import { unknownBroker } from '../query/question.js';
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
 * asked for, or the only one, or the one of its audience and scope prefix.
 *
 * @param wanted the name of the only broker to be compared, if one was asked for
 */
export function pairBrokers(old: Side, now: Side, wanted: string | undefined): Pairing {
  if (old.kind === 'policy' && now.kind === 'policy') {
    const [before, after] = [old, now].map(({ brokers }) => policyAccess(brokers, wanted));
    if (before === undefined || after === undefined || before.length + after.length === 0)
      return { ok: false, reason: unknownBroker(wanted ?? '', namesOfSides(old, now)) };
    return { ok: true, pair: { old: before, now: after } };
  }
  if (old.kind === 'configuration' && now.kind === 'configuration') {
    const name = wanted ?? now.broker.access.name;
    const pair = { old: [called(name, old.broker)], now: [called(name, now.broker)] };
    return { ok: true, pair };
  }
  if (old.kind === 'policy' && now.kind === 'configuration') {
    const meant = brokerMeant(old.brokers, now.broker, wanted);
    if (typeof meant === 'string') return { ok: false, reason: meant };
    const { access } = meant;
    return { ok: true, pair: { old: [access], now: [called(access.name, now.broker)] } };
  }
  const swapped = pairBrokers(now, old, wanted);
  if (!swapped.ok) return swapped;
  return { ok: true, pair: { old: swapped.pair.now, now: swapped.pair.old } };
}

function namesOfSides(
  ...sides: readonly { readonly brokers: readonly SideBroker[] }[]
): readonly string[] {
  return [...new Set(sides.flatMap(({ brokers }) => brokers.map(({ access }) => access.name)))];
}

/** Between policies, whom the brokers let in besides is a setting and no access of a role. */
function policyAccess(
  brokers: readonly SideBroker[],
  wanted: string | undefined,
): readonly BrokerAccess[] {
  const access = brokers.map(({ access }) => withoutEntrances(access));
  return wanted === undefined ? access : access.filter(({ name }) => name === wanted);
}

function called(name: string, { access }: SideBroker): BrokerAccess {
  return { ...access, name };
}

/** The broker of a policy that a configuration is of, or why that cannot be said. */
function brokerMeant(
  brokers: readonly SideBroker[],
  { audience, scopePrefix }: SideBroker,
  wanted: string | undefined,
): SideBroker | string {
  const fitting =
    wanted !== undefined
      ? brokers.filter(({ access }) => access.name === wanted)
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
