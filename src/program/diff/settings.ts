import type { Broker } from '../../policy/brokers/broker.js';
import type { Place } from '../../source/source.js';
import type { Side } from './side.js';

/** A setting of a broker that decides who is let in, as each side has it. */
export interface ChangedSetting {
  readonly setting: string;
  /** The value in effect, also where it is the usual one that nobody wrote; `none` where there is no value. */
  readonly old: string;
  readonly now: string;
}

/** What of those settings differs on a broker that both sides have. */
export interface BrokerSettings {
  readonly broker: string;
  readonly changes: readonly ChangedSetting[];
  /** Where the newer side says the first of them, or else declares the broker. */
  readonly place: Place | undefined;
}

/** The settings that decide who is let in, as a policy writes them. */
const SETTINGS: readonly (readonly [setting: string, valueOf: (broker: Broker) => string])[] = [
  ['issuer', ({ issuer }) => issuer ?? 'none'],
  ['audience', ({ audience }) => audience],
  ['scope-prefix', ({ scopePrefix }) => scopePrefix],
  ['internal-users', ({ internalUsers }) => (internalUsers ? 'on' : 'off')],
  ['token', tokenText],
];

/**
 * What two policies say otherwise of who is let in to a broker. It is no access of a role, so that it counts
 * neither as gained nor as lost; of a configuration, that is compared as what it lets in.
 *
 * @param wanted the only broker that is compared, if one was asked for
 */
export function changedSettings(
  old: Side,
  now: Side,
  wanted: string | undefined,
): readonly BrokerSettings[] {
  const before = new Map(brokersOf(old).map((broker) => [broker.name, broker]));
  return brokersOf(now).flatMap((broker) => {
    const was = before.get(broker.name);
    if (was === undefined || (wanted !== undefined && broker.name !== wanted)) return [];
    const changes = SETTINGS.map(([setting, valueOf]) => ({
      setting,
      old: valueOf(was),
      now: valueOf(broker),
    })).filter((change) => change.old !== change.now);
    const [written] = changes.flatMap(({ setting }) => broker.writtenAt?.get(setting) ?? []);
    const place = written ?? broker.place;
    return changes.length === 0 ? [] : [{ broker: broker.name, changes, place }];
  });
}

function brokersOf({ brokers }: Side): readonly Broker[] {
  return brokers.flatMap(({ policy }) => policy?.broker ?? []);
}

function tokenText({ algorithms, maxSeconds }: Broker): string {
  const most = maxSeconds % 60 === 0 ? `${maxSeconds / 60}m` : `${maxSeconds}s`;
  return `${algorithms.toSorted().join(', ')} max ${most}`;
}
