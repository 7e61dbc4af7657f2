import { configurationSide } from '../program/diff/configuration.js';
import type { BrokerAccess } from '../prove/diff/access.js';
import { diffAccess, type BrokerDiff } from '../prove/diff/diff.js';
import { accessOfPolicy } from '../prove/diff/policy-access.js';
import type { BrokerPolicy } from '../policy/policy.js';
import type { Engine } from '../rabbitmq/engines.js';
import { readSettings } from '../rabbitmq/read/settings.js';
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
export interface Named {
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
  deployed: Named | undefined,
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
  deployed: Named,
  wanted: Named,
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

function sideOf(conf: Named | undefined, engine: Engine): Side {
  if (conf === undefined)
    return { access: { name: '', roles: new Map(), knowsApi: false }, doubts: [] };
  const { common, sections } = part(conf.text);
  const odd = sections.flatMap((section) => keptNot(section, engine) ?? []);
  if (odd.length > 0)
    return { access: undefined, doubts: odd.map((why) => `${conf.name}: ${why}`) };
  const side = configurationSide(new Source(conf.name, common));
  if (side.kind === 'unable') return { access: undefined, doubts: side.reasons };
  const isRead = side.kind === 'read' && side.side.kind === 'configuration';
  return { access: isRead ? side.side.broker.access : undefined, doubts: [] };
}

/** Aliases are compared by what they give. */
const ALIASES = 'auth_oauth2.scope_aliases.';

function settingChanges(old: string, now: string): readonly SettingChange[] {
  const [before, after] = [old, now].map(linesOf);
  const keys = [...new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])].sort();
  return keys
    .map((key) => ({ key, before: before?.get(key), after: after?.get(key) }))
    .filter((change) => change.before !== change.after);
}

function linesOf(text: string): ReadonlyMap<string, string> {
  const { common, sections } = part(text);
  const { settings } = readSettings(new Source('', common));
  return new Map([
    ...[...settings]
      .filter(([key]) => !key.startsWith(ALIASES))
      .map(([key, { value }]) => [key, value] as const),
    ...sections.map((section) => [`{{${section.name}}}`, bodyOf(section)] as const),
  ]);
}

/** What a section says, in a line. */
function bodyOf({ text }: Section): string {
  const [, ...lines] = text.trimEnd().split('\n');
  return lines.map((line) => line.trim()).join(', ');
}
