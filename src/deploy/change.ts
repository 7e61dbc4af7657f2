import type { BrokerPolicy } from '../policy/policy.js';
import type { Engine } from '../rabbitmq/engines.js';
import { linesOf } from '../rabbitmq/engines.js';
import { parseEngine } from '../rabbitmq/parse-engine.js';
import type { Revision, RevisionRef } from './amazon-mq.js';
import {
  compareTexts,
  compareToPolicy,
  type Comparison,
  type NamedConfiguration,
} from './comparison.js';
import { droppedLines, type Dropped } from './dropped.js';
import { engineLineOf } from './fit.js';
import type { Look, Revisions } from './look.js';
import { planFor, planTo, type Plan } from './plan.js';
import { isSame, revisionText, sameText } from './revision-text.js';
import { withSections } from './sections.js';

/** What would be done to a broker, and what comes of it. */
export interface PlannedChange {
  readonly plan: Plan;
  /** The text that the broker is to run with. */
  readonly text: string;
  readonly comparison: Comparison;
  /** What the broker runs with; undefined where it runs with no configuration. */
  readonly deployed: Revision | undefined;
  /** What goes of that without the policy's saying so; undefined for a rollback, which says so. */
  readonly dropped: Dropped | undefined;
  /** A revision that waits for the next reboot, whose place is taken; undefined where there is none. */
  readonly replaced: Revision | undefined;
  /** Remarks, a sentence each. */
  readonly notes: readonly string[];
}

/** What brings a broker to a policy. */
export async function changeToPolicy(
  look: Look,
  policy: BrokerPolicy,
  compiled: string,
  revisions: Revisions,
): Promise<PlannedChange> {
  const { current } = look.status;
  const deployed = current && (await revisions.of(current));
  const dropped =
    deployed === undefined
      ? undefined
      : droppedLines(deployed.text, compiled, policy.broker.engine);
  const text = withSections(compiled, dropped?.kept ?? []);
  const plan = await planFor(look, text, revisions);
  const comparison = compareToPolicy(deployed && named(deployed), policy, text);
  const id = look.configuration?.id ?? '';
  const isOther = current !== undefined && current.configuration !== id;
  const notes = isOther
    ? [
        `The broker runs with ${revisionText(current)}, which is not the policy's configuration ${id}.`,
      ]
    : [];
  const replaced = await replacedBy(plan, look, revisions);
  // Whoever deployed a policy has said its lines, and takes some of them back.
  const gone = dropped && deployed?.isOurs === true ? { ...dropped, sayable: [] } : dropped;
  return { plan, text, comparison, deployed, dropped: gone, replaced, notes };
}

/**
 * What brings a broker back to a revision.
 *
 * @param name the broker's name
 */
export async function changeToRevision(
  look: Look,
  target: RevisionRef,
  name: string,
  revisions: Revisions,
): Promise<PlannedChange> {
  const { current, pending, engineVersion } = look.status;
  const wanted = await revisions.of(target);
  const deployed = current && (await revisions.of(current));
  const plan = planTo(target, current, pending);
  const from = deployed === undefined ? { name: '', text: '' } : named(deployed);
  const comparison = compareTexts(from, named(wanted), name, engineOf(engineVersion));
  const by = wanted.isOurs ? '' : ', which `warren deploy` did not write';
  const notes = plan.reboot
    ? [`Back to ${revisionText(target)}${by}.`]
    : [`The broker runs with ${revisionText(target)}, and is to stay with it.`];
  if (plan.reboot && deployed !== undefined && sameText(deployed.text, wanted.text))
    notes.push('It holds the same as what the broker runs with.');
  const replaced = await replacedBy(plan, look, revisions);
  return { plan, text: wanted.text, comparison, deployed, dropped: undefined, replaced, notes };
}

/** A revision that waited for the next reboot, and does so no longer. */
async function replacedBy(
  plan: Plan,
  { status: { current, pending } }: Look,
  revisions: Revisions,
): Promise<Revision | undefined> {
  if (!plan.use || pending === undefined || isSame(pending, current)) return undefined;
  return revisions.of(pending);
}

/** An engine to read a configuration by; what is newer is read as the newest that is known. */
function engineOf(version: string): Engine {
  const newest = linesOf('amazon-mq').at(-1) ?? '';
  for (const line of [engineLineOf(version), newest]) {
    const parsed = parseEngine('amazon-mq', line);
    if (parsed.ok) return parsed.engine;
  }
  throw new Error('no engine of Amazon MQ is known');
}

function named({ configuration, revision, text }: Revision): NamedConfiguration {
  return { name: `${configuration}/${revision}`, text };
}
