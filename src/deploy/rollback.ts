import type { RevisionRef } from './amazon-mq.js';
import type { BrokerStatus } from './amazon-mq.js';
import { isSame, revisionText } from './revision-text.js';

/** Where a rollback goes, or why it goes nowhere. */
export type RollbackTarget =
  | { readonly kind: 'to'; readonly revision: RevisionRef }
  /** The broker runs with an earlier revision than it once did: a clause that says so. */
  | { readonly kind: 'done'; readonly why: string }
  /** A line for people. */
  | { readonly kind: 'none'; readonly why: string };

/**
 * The revision that a rollback goes to. What waits for the next reboot is what it takes back, if there
 * is something newer; else it goes to the revision that the broker ran with before, as far as Amazon MQ
 * tells, which promises no order: of the same configuration, the newest one below. A rollback that was
 * carried out is not carried out again, so that a run can be repeated.
 *
 * @param wanted a revision that is asked for, in the configuration that the broker runs with
 */
export function rollbackTarget(
  { current, pending, history }: BrokerStatus,
  wanted: number | undefined,
): RollbackTarget {
  if (current === undefined)
    return {
      kind: 'none',
      why: 'the broker runs with no configuration that it could go back from',
    };
  const { configuration } = current;
  if (wanted !== undefined) return { kind: 'to', revision: { configuration, revision: wanted } };
  const isOurs = (ref: RevisionRef): boolean => ref.configuration === configuration;
  if (pending !== undefined && !isSame(pending, current)) {
    const isBack = isOurs(pending) && pending.revision < current.revision;
    return { kind: 'to', revision: isBack ? pending : current };
  }
  const own = history.filter(isOurs).map(({ revision }) => revision);
  const later = own.filter((revision) => revision > current.revision);
  if (later.length > 0)
    return {
      kind: 'done',
      why: `it runs with ${revisionText(current)}, and has had revision ${Math.max(...later)}: it was rolled back already`,
    };
  const earlier = own.filter((revision) => revision < current.revision);
  if (earlier.length > 0)
    return { kind: 'to', revision: { configuration, revision: Math.max(...earlier) } };
  const others = history.filter((ref) => !isOurs(ref));
  const [other] = others;
  if (other !== undefined && others.every((ref) => isSame(ref, other)))
    return { kind: 'to', revision: other };
  if (other === undefined && current.revision > 1)
    return { kind: 'to', revision: { configuration, revision: current.revision - 1 } };
  const why =
    other === undefined
      ? `there is no revision before ${revisionText(current)}`
      : `before ${revisionText(current)} the broker ran with revisions of other configurations, and Amazon MQ does not tell which was the last: ${others.map(revisionText).join(', ')}`;
  return { kind: 'none', why };
}
