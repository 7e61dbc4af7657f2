import { pairBrokers } from '../program/diff/pair.js';
import { policySide } from '../program/diff/policy-side.js';
import type { Side } from '../program/diff/side.js';
import type { BrokerPolicy } from '../policy/policy.js';
import { diffAccess } from '../prove/diff/diff.js';
import { Differences } from './differences.js';

/** What a policy is compared with, and what differs. */
export interface ReviewComparison {
  /** What it is compared with, as people know it. */
  readonly against: string;
  readonly of: (broker: string) => Differences;
}

/** What differs from another side, or why the two cannot be compared. */
export type Compared =
  | { readonly ok: true; readonly comparison: ReviewComparison }
  | { readonly ok: false; readonly reason: string };

/** Compares what a policy gives with what another side gave. */
export function compareWith(
  old: Side,
  policies: readonly BrokerPolicy[],
  against: string,
): Compared {
  const paired = pairBrokers(old, policySide(policies), undefined);
  if (!paired.ok) return paired;
  const { old: before, now: after } = paired.pair;
  const diffs = diffAccess(before, after);
  const of = (name: string): Differences =>
    new Differences(
      diffs.find(({ broker }) => broker === name),
      before.find((side) => side.name === name),
      after.find((side) => side.name === name),
    );
  return { ok: true, comparison: { against, of } };
}
