import type { RevisionRef } from './amazon-mq.js';
import type { Look, Revisions } from './look.js';
import { isSame, sameText } from './revision-text.js';

/** What is left to do. A deployment that was broken off leaves less to do for the next. */
export interface Plan {
  /** A revision that holds the wanted text already; undefined where one has to be written. */
  readonly revision: RevisionRef | undefined;
  /** Whether the broker has to be told to use it. */
  readonly use: boolean;
  /** Whether the broker runs with something else until it reboots. */
  readonly reboot: boolean;
}

/** What brings a broker to a text, in a revision of one configuration. */
export async function planFor(
  { status: { current, pending }, configuration }: Look,
  wanted: string,
  revisions: Revisions,
): Promise<Plan> {
  const holds = async (ref: RevisionRef | undefined): Promise<boolean> =>
    ref !== undefined &&
    ref.configuration === configuration?.id &&
    sameText((await revisions.of(ref)).text, wanted);
  for (const ref of [current, pending]) if (await holds(ref)) return planTo(ref, current, pending);
  if (configuration === undefined || configuration.latest < 1)
    return { revision: undefined, use: true, reboot: true };
  const latest = { configuration: configuration.id, revision: configuration.latest };
  const revision = (await holds(latest)) ? latest : undefined;
  return { revision, use: true, reboot: true };
}

/** What brings a broker to a revision that there is. */
export function planTo(
  revision: RevisionRef | undefined,
  current: RevisionRef | undefined,
  pending: RevisionRef | undefined,
): Plan {
  const runs = isSame(revision, current);
  const use = runs
    ? pending !== undefined && !isSame(pending, current)
    : !isSame(revision, pending);
  return { revision, use, reboot: !runs };
}

/** Whether a plan leaves everything as it is. */
export function isDone({ revision, use, reboot }: Plan): boolean {
  return revision !== undefined && !use && !reboot;
}
