import { basename } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { hasErrors } from '../diagnostics/diagnostic.js';
import { brokersRemark } from '../diagnostics/on-brokers.js';
import { begin } from '../program/check.js';
import { untilAccepted } from '../program/phases/phases.js';
import type { Accepted } from '../program/phases/output.js';
import { finish } from '../program/phases/work.js';
import { queryableBrokers } from '../program/query/queryable.js';
import { noteText } from '../report/note-text.js';
import { inOrder } from '../report/order.js';
import { printable } from '../report/printable.js';
import type { LoadedPolicy } from '../source/load.js';
import { version } from '../version.js';
import type { ReviewComparison } from './comparison.js';
import type { Review, ReviewMessage } from './document.js';
import { reviewedBroker } from './reviewed-broker.js';
import { ClaimSubjects } from '../policy/claim-subjects.js';
import { reviewedClaim } from './reviewed-claims.js';
import { reviewPlace } from './shown.js';

/** What a check found, and the review where the policy can be asked who can do what. */
export interface Gathered {
  readonly checked: Pick<Accepted, 'diagnostics' | 'elsewhere' | 'claims' | 'policies'>;
  /** Undefined where there are errors of another kind than claims that do not hold. */
  readonly review: Review | undefined;
}

/**
 * Checks a policy and gathers a review of it. A policy whose claims fail, or whose files a broker or IAM would
 * refuse, is reviewed all the same: it is known what it gives.
 *
 * @param compare finds out what differs from what the policy is compared with; it is asked only if there is
 *   a review
 */
export function gatherReview(
  loaded: LoadedPolicy,
  compare: (policies: Accepted['policies']) => ReviewComparison | undefined = () => undefined,
): Gathered {
  const begun = begin(loaded);
  const found = { isSound: false };
  const checked = finish(
    untilAccepted.run(begun, (phase) => {
      if (phase === 'errors') found.isSound = !hasErrors(begun.reporter.diagnostics);
    }),
  );
  if (!found.isSound) return { checked, review: undefined };
  const comparison = compare(checked.policies);
  return { checked, review: reviewOf(checked, comparison) };
}

function reviewOf(checked: Accepted, comparison: ReviewComparison | undefined): Review {
  const { files, policies, rights, claims, loaded } = checked;
  const diagnostics = inOrder(checked.diagnostics);
  const subjects = new ClaimSubjects(files);
  const brokers = queryableBrokers(files, policies);
  return {
    title: printable(basename(loaded.root)),
    version,
    brokers: brokers.flatMap((on) => {
      const own = rights.find(({ policy }) => policy === on.policy);
      return own === undefined ? [] : [reviewedBroker(on, own, { claims, subjects, comparison })];
    }),
    claims: claims.map((claim) => reviewedClaim(claim, subjects, diagnostics)),
    messages: diagnostics.map(reviewedMessage),
    against: comparison === undefined ? null : printable(comparison.against),
  };
}

function reviewedMessage(diagnostic: Diagnostic): ReviewMessage {
  const { severity, code, message, place, notes } = diagnostic;
  return {
    severity,
    code,
    text: printable(message),
    place: reviewPlace(place),
    notes: notes.map((note) => printable(noteText(note))),
    on: brokersRemark(diagnostic) ?? null,
  };
}
