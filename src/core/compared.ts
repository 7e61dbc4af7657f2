import type { BrokerPolicy } from '../policy/policy.js';
import { brokerNames, pairBrokers } from '../program/diff/pair.js';
import { policySide } from '../program/diff/policy-side.js';
import { diffText } from '../program/text/diff-text.js';
import { countChanges, diffAccess } from '../prove/diff/diff.js';

/** What a policy gives and another did not, and the other way round; or why they cannot be compared. */
export type TextComparison =
  | {
      readonly ok: true;
      readonly gained: number;
      readonly lost: number;
      /** What `warren diff` would print. */
      readonly text: string;
    }
  | { readonly ok: false; readonly reasons: readonly string[] };

/** Compares what two policies without errors give. */
export function comparison(
  old: readonly BrokerPolicy[],
  now: readonly BrokerPolicy[],
): TextComparison {
  const paired = pairBrokers(policySide(old), policySide(now), undefined);
  if (!paired.ok) return { ok: false, reasons: [paired.reason] };
  const { pair } = paired;
  const differences = diffAccess(pair.old, pair.now);
  const text = diffText(differences, { colour: false, all: brokerNames(pair) });
  return { ok: true, ...countChanges(differences), text };
}
