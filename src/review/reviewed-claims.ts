import { proveDiagnostics } from '../diagnostics/catalog/prove.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { ClaimSubjects } from '../policy/claim-subjects.js';
import { placeKey } from '../policy/resources/resource-uses.js';
import type { ProvedClaim } from '../program/proved-claims.js';
import { printable } from '../report/printable.js';
import { claimedText } from '../tell/claimed.js';
import type { ReviewClaim } from './document.js';
import { vhostText } from './reviewed-role.js';
import { reviewPlace } from './shown.js';

/** A claim with what came of it on each broker, and with what is told of it. */
export function reviewedClaim(
  { claim, right, outcomes }: ProvedClaim,
  subjects: ClaimSubjects,
  diagnostics: readonly Diagnostic[],
): ReviewClaim {
  const place = placeKey(right.place);
  return {
    kind: claim.kind,
    subject: subjects.textOf(claim),
    phrase: claimedText(claim, right),
    vhost: vhostText(right),
    place: reviewPlace(right.place),
    test: claim.test === undefined ? null : printable(claim.test.title),
    on: outcomes,
    messages: diagnostics.flatMap((one, at) =>
      OF_CLAIMS.has(one.code) && placeKey(one.place) === place ? [at] : [],
    ),
  };
}

/** The codes of what is told of claims. */
const OF_CLAIMS: ReadonlySet<string> = new Set([
  proveDiagnostics.neverViolated.code,
  proveDiagnostics.cannot.code,
  proveDiagnostics.tooComplex.code,
  proveDiagnostics.walkedRound.code,
]);
