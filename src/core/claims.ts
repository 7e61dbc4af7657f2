import { ClaimSubjects } from '../policy/claim-subjects.js';
import { patternText } from '../policy/phrases/phrase-text.js';
import type { CheckedPolicy } from '../program/check.js';
import type { ClaimOutcome } from '../program/proved-claims.js';
import { printable } from '../report/printable.js';
import type { PolicyFile } from '../syntax/tree.js';
import { claimedText } from '../tell/claimed.js';
import { toldPlace, type TextPlace } from './told.js';

/** A phrase of a guardrail or a test, with what came of it. */
export interface TextClaim {
  readonly kind: 'can' | 'never';
  /** Whom it is about, as it is written: `anyone except deployer`. */
  readonly subject: string;
  readonly phrase: string;
  /** The vhost that it is about, as a pattern; undefined where it is about none. */
  readonly vhost: string | undefined;
  /** Where the phrase stands. */
  readonly place: TextPlace;
  /** The title of its test; undefined for a guardrail, which stands in none. */
  readonly test: string | undefined;
  /** What came of it on each broker that it counts for. */
  readonly on: readonly ClaimOutcome[];
}

/** The claims of a checked policy, in the order in which they were looked at. */
export function toldClaims(
  { claims }: Pick<CheckedPolicy, 'claims'>,
  files: readonly PolicyFile[],
): readonly TextClaim[] {
  const subjects = new ClaimSubjects(files);
  return claims.map(({ claim, right, outcomes, test, place }) => ({
    kind: claim.kind,
    subject: printable(subjects.textOf(claim)),
    phrase: printable(claimedText(claim, right)),
    vhost: 'vhost' in right ? printable(patternText(right.vhost)) : undefined,
    place: toldPlace(place),
    test: test && printable(test.title),
    on: outcomes,
  }));
}
