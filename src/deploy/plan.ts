import type { AmazonMq, BrokerStatus, RevisionRef } from './amazon-mq.js';

/** What is there before a deployment. */
export interface Found {
  readonly status: BrokerStatus;
  /** The text that the broker runs with; undefined where it runs with no configuration. */
  readonly deployed: string | undefined;
  /** What brings the broker to the text that is wanted. */
  readonly plan: Plan;
}

/** What is left to do. A deployment that was broken off leaves less to do for the next. */
export interface Plan {
  /** A revision that holds the wanted text already; undefined where one has to be written. */
  readonly revision: RevisionRef | undefined;
  /** Whether the broker has to be told to use it. */
  readonly use: boolean;
  /** Whether the broker runs with something else until it reboots. */
  readonly reboot: boolean;
}

/**
 * Looks at a broker and its configuration, changing nothing.
 *
 * @param broker the broker's id, `b-…`
 * @param configuration the id of the configuration that is to hold the text, `c-…`
 */
export async function inspect(
  mq: AmazonMq,
  broker: string,
  configuration: string,
  wanted: string,
): Promise<Found> {
  const status = await mq.describeBroker(broker);
  const { current, pending } = status;
  const deployed = current && (await mq.readRevision(current));
  const holds = async (ref: RevisionRef): Promise<boolean> =>
    ref.configuration === configuration && sameText(await mq.readRevision(ref), wanted);
  if (current !== undefined && (await holds(current)))
    return {
      status,
      deployed,
      plan: { revision: current, use: isOther(pending, current), reboot: false },
    };
  if (pending !== undefined && (await holds(pending)))
    return { status, deployed, plan: { revision: pending, use: false, reboot: true } };
  const latest = await mq.latestRevision(configuration);
  const revision = (await holds(latest)) ? latest : undefined;
  return { status, deployed, plan: { revision, use: true, reboot: true } };
}

/** Whether a plan leaves everything as it is. */
export function isDone({ revision, use, reboot }: Plan): boolean {
  return revision !== undefined && !use && !reboot;
}

/** Whether two texts are the same configuration, whatever ends their lines and the text. */
export function sameText(one: string, other: string): boolean {
  return normal(one) === normal(other);
}

function normal(text: string): string {
  return text.replace(/\r\n/g, '\n').trimEnd();
}

function isOther(ref: RevisionRef | undefined, than: RevisionRef): boolean {
  return ref !== undefined && !isSame(ref, than);
}

/** Whether two references name one revision. */
export function isSame(one: RevisionRef | undefined, other: RevisionRef): boolean {
  return one?.configuration === other.configuration && one.revision === other.revision;
}
