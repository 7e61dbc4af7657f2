import { proveDiagnostics as catalog } from '../diagnostics/catalog/prove.js';
import type { Note } from '../diagnostics/diagnostic.js';
import type { Reporter } from '../diagnostics/reporter.js';
import type { BrokerPolicy } from '../policy/policy.js';
import type { ClaimVerdict, Failure, PhraseVerdict } from '../prove/claims/claims.js';
import { describeFailure } from './failure.js';
import { hardestOf, patternsOf } from './hardest.js';
import { listed } from './listed.js';
import { phraseText } from '../policy/phrases/phrase-text.js';

/** Reports what does not hold: each phrase of a claim at most once, with the first role as example. */
export function reportClaims(
  verdicts: readonly ClaimVerdict[],
  policy: BrokerPolicy,
  reporter: Reporter,
): void {
  for (const { phrases } of verdicts)
    for (const phrase of phrases) reportPhrase(phrase, policy, reporter);
}

function reportPhrase({ failures }: PhraseVerdict, policy: BrokerPolicy, reporter: Reporter): void {
  const [first, ...more] = failures.toSorted((a, b) => Number(isOpen(a)) - Number(isOpen(b)));
  if (first === undefined) return;
  const { role, right } = first;
  const uses = right.calls;
  const profiles = uses.map((place): Note => ({ message: 'The profile is used here.', place }));
  if (isOpen(first)) {
    const own = policy.grants.filter((grant) => grant.role === role);
    const rights = [right, ...own.map((grant) => grant.right)];
    const patterns = hardestOf(rights.flatMap(patternsOf));
    const particulars = { phrase: phraseText(right), role: role.name, patterns };
    reporter.report(catalog.tooComplex, right.place, particulars, { uses, notes: profiles });
    return;
  }
  const { what, notes } = describeFailure(first, policy.broker);
  const definition = first.claim === 'never' ? catalog.neverViolated : catalog.cannot;
  const others = othersText(more);
  const extras = { uses, notes: [...notes, ...profiles] };
  reporter.report(definition, right.place, { what, others }, extras);
}

/** Whether nothing is known but that a proof would take too long. */
function isOpen(failure: Failure): boolean {
  const answer = failure.claim === 'never' ? failure.violation : failure.certainty;
  return answer.kind === 'too-complex';
}

function othersText(failures: readonly Failure[]): string {
  if (failures.length === 0) return '';
  return ` Nor does it hold of ${listed(failures.map(({ role }) => role.name))}.`;
}
