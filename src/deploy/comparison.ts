import { unreadDoubt } from '../program/text/unread-text.js';
import { configurationSide } from '../program/diff/configuration.js';
import type { BrokerAccess } from '../prove/diff/access.js';
import { unreadOf } from '../prove/diff/unread.js';
import { diffAccess, type BrokerDiff } from '../prove/diff/diff.js';
import { withoutEntrances } from '../prove/diff/entrances.js';
import { accessOfPolicy } from '../prove/diff/policy-access.js';
import type { BrokerPolicy } from '../policy/policy.js';
import type { Engine } from '../rabbitmq/engines.js';
import { readSettings, secretPlaces } from '../rabbitmq/read/settings.js';
import { isSecretKey, shownValue } from '../rabbitmq/settings/secret.js';
import { Source } from '../source/source.js';
import { keptNot, part, type Section } from './sections.js';

/** A line of rabbitmq.conf other than an alias, or a section, before and after. */
export interface SettingChange {
  readonly key: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** What a deployment would change. */
export interface Comparison {
  /** Undefined where it cannot be known what one of the configurations gives. */
  readonly access: readonly BrokerDiff[] | undefined;
  /** Why it cannot be known: clauses without a full stop. */
  readonly doubts: readonly string[];
  readonly settings: readonly SettingChange[];
}

/** A configuration that is compared: its text, and what it is called where places in it are named. */
export interface NamedConfiguration {
  readonly name: string;
  readonly text: string;
}

/**
 * Compares what a broker runs with to what a policy says.
 *
 * @param deployed undefined where the broker has no configuration
 * @param wanted the text that is to be deployed
 */
export function compareToPolicy(
  deployed: NamedConfiguration | undefined,
  policy: BrokerPolicy,
  wanted: string,
): Comparison {
  const now = accessOfPolicy(policy);
  const before = sideOf(deployed, policy.broker.engine);
  return compared(before, { access: now, doubts: [] }, deployed?.text, wanted);
}

/**
 * Compares two configurations.
 *
 * @param name what the broker is called
 * @param engine what decides which sections are understood
 */
export function compareTexts(
  deployed: NamedConfiguration,
  wanted: NamedConfiguration,
  name: string,
  engine: Engine,
): Comparison {
  const [before, after] = [deployed, wanted].map((one) => sideOf(one, engine));
  if (before === undefined || after === undefined) throw new Error('two sides are compared');
  const access = after.access && { ...after.access, name };
  return compared(before, { ...after, access }, deployed.text, wanted.text);
}

/** Whether anyone is given more than by what is deployed, or that cannot be known. */
export function mayGain({ access }: Comparison): boolean {
  return access?.some(({ roles }) => roles.some(({ gained }) => gained.length > 0)) ?? true;
}

/** What a configuration gives; no access where that cannot be known. */
interface Side {
  readonly access: BrokerAccess | undefined;
  readonly doubts: readonly string[];
}

function compared(
  before: Side,
  after: Side,
  deployed: string | undefined,
  wanted: string,
): Comparison {
  const settings = settingChanges(deployed ?? '', wanted);
  const doubts = [...before.doubts, ...after.doubts];
  if (before.access === undefined || after.access === undefined)
    return { access: undefined, doubts, settings };
  const old = { ...before.access, name: after.access.name };
  return { access: diffAccess([old], [after.access]), doubts, settings };
}

function sideOf(conf: NamedConfiguration | undefined, engine: Engine): Side {
  if (conf === undefined)
    return { access: { name: '', roles: new Map(), knowsApi: false }, doubts: [] };
  const { common, sections } = part(conf.text);
  const odd = sections.flatMap((section) => keptNot(section, engine) ?? []);
  if (odd.length > 0)
    return { access: undefined, doubts: odd.map((why) => `${conf.name}: ${why}`) };
  const side = configurationSide(new Source(conf.name, common));
  if (side.kind === 'unable') return { access: undefined, doubts: side.reasons };
  const [broker, ...more] = side.kind === 'read' ? side.side.brokers : [];
  if (more.length > 0) return { access: undefined, doubts: [`${conf.name}: ${SEVERAL}`] };
  const unread = unreadOf(broker === undefined ? [] : [broker.access], []);
  if (unread.length > 0) return { access: undefined, doubts: unread.map(unreadDoubt) };
  // Whom the broker lets in besides stands among the settings, line by line.
  return { access: broker && withoutEntrances(broker.access), doubts: [] };
}

/** No policy is of several audiences of one broker. */
const SEVERAL =
  'it has several resource servers, each with tokens of its own, and what they give cannot be compared with one broker';

/** Aliases are compared by what they give. */
const ALIASES = 'auth_oauth2.scope_aliases.';

function settingChanges(old: string, now: string): readonly SettingChange[] {
  const [before, after] = [old, now].map(linesOf);
  const keys = [...new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])].sort();
  return keys
    .map((key) => ({ key, before: before?.get(key), after: after?.get(key) }))
    .filter((change) => change.before !== change.after)
    .map((change) => (isSecretKey(change.key) ? hidden(change) : shown(change)));
}

/** A change without the sign-ins that addresses may hold. */
function shown({ key, before, after }: SettingChange): SettingChange {
  const [was, will] = [before, after].map((value) => value && shownValue(key, value));
  return { key, before: was, after: will };
}

/** A change of a secret, without it. */
function hidden({ key, before, after }: SettingChange): SettingChange {
  const said = (value: string | undefined, word: string): string | undefined =>
    value === undefined ? undefined : `(${word})`;
  const changed = before === undefined ? 'a secret' : 'another secret';
  return { key, before: said(before, 'a secret'), after: said(after, changed) };
}

function linesOf(text: string): ReadonlyMap<string, string> {
  const { common, sections } = part(text);
  const read = readSettings(new Source('', common));
  const { settings } = read;
  const secret = secretPlaces(read);
  return new Map([
    ...[...settings]
      .filter(([key]) => !key.startsWith(ALIASES))
      .map(
        ([key, { value, place }]) => [key, secret.has(place) ? '(holds a secret)' : value] as const,
      ),
    ...sections.map((section) => [`{{${section.name}}}`, bodyOf(section)] as const),
  ]);
}

/** What a section says, in a line. */
function bodyOf({ text }: Section): string {
  const [, ...lines] = text.trimEnd().split('\n');
  return lines.map((line) => line.trim()).join(', ');
}
