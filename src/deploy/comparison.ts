import { configurationSide } from '../program/diff/configuration.js';
import type { BrokerAccess } from '../prove/diff/access.js';
import { diffAccess, type BrokerDiff } from '../prove/diff/diff.js';
import { withoutEntrances } from '../prove/diff/entrances.js';
import { accessOfPolicy } from '../prove/diff/policy-access.js';
import type { BrokerPolicy } from '../policy/policy.js';
import { readSettings } from '../rabbitmq/read/settings.js';
import { isSecretKey } from '../rabbitmq/settings/secret.js';
import { Source } from '../source/source.js';

/** A line of rabbitmq.conf other than an alias, before and after. */
export interface SettingChange {
  readonly key: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** What a deployment would change. */
export interface Comparison {
  /** Undefined where it cannot be known what the deployed configuration gives. */
  readonly access: readonly BrokerDiff[] | undefined;
  /** Why it cannot be known: clauses without a full stop. */
  readonly doubts: readonly string[];
  readonly settings: readonly SettingChange[];
}

/**
 * Compares what a broker runs with to what a policy says.
 *
 * @param deployed the text of the broker's rabbitmq.conf; undefined where it has none
 * @param name what the deployed text is called, where places in it are named
 * @param wanted the text that is to be deployed
 */
export function compare(
  deployed: string | undefined,
  name: string,
  policy: BrokerPolicy,
  wanted: string,
): Comparison {
  const now = accessOfPolicy(policy);
  const conf = new Source(name, deployed ?? '');
  const settings = settingChanges(conf, new Source('rabbitmq.conf', wanted));
  const before = deployed === undefined ? nothing(now) : configurationSide(conf);
  if (!('kind' in before)) return { access: diffAccess([before], [now]), doubts: [], settings };
  if (before.kind === 'read' && before.side.kind === 'configuration') {
    // Whom the broker lets in besides stands among the settings, line by line.
    const old = { ...withoutEntrances(before.side.broker.access), name: now.name };
    return { access: diffAccess([old], [now]), doubts: [], settings };
  }
  const doubts = before.kind === 'unable' ? before.reasons : [];
  return { access: undefined, doubts, settings };
}

/** Whether a policy gives anyone more than what is deployed, or that cannot be known. */
export function mayGain({ access }: Comparison): boolean {
  return access?.some(({ roles }) => roles.some(({ gained }) => gained.length > 0)) ?? true;
}

function nothing({ name }: BrokerAccess): BrokerAccess {
  return { name, roles: new Map(), knowsApi: false };
}

/** Aliases are compared by what they give. */
const ALIASES = 'auth_oauth2.scope_aliases.';

function settingChanges(old: Source, now: Source): readonly SettingChange[] {
  const [before, after] = [old, now].map(settingsOf);
  const keys = [...new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])].sort();
  return keys
    .map((key) => ({ key, before: before?.get(key), after: after?.get(key) }))
    .filter((change) => change.before !== change.after)
    .map((change) => (isSecretKey(change.key) ? hidden(change) : change));
}

/** A change of a secret, without it. */
function hidden({ key, before, after }: SettingChange): SettingChange {
  const said = (value: string | undefined, word: string): string | undefined =>
    value === undefined ? undefined : `(${word})`;
  const changed = before === undefined ? 'a secret' : 'another secret';
  return { key, before: said(before, 'a secret'), after: said(after, changed) };
}

function settingsOf(source: Source): ReadonlyMap<string, string> {
  const { settings, remarks } = readSettings(source);
  const secret = new Set(
    remarks.filter(({ kind }) => kind === 'secret-value').map(({ place }) => place),
  );
  return new Map(
    [...settings]
      .filter(([key]) => !key.startsWith(ALIASES))
      .map(([key, { value, place }]) => [key, secret.has(place) ? '(holds a secret)' : value]),
  );
}
