import { checkDiagnostics as catalog } from '../diagnostics/catalog/checks.js';
import type { Reporter } from '../diagnostics/reporter.js';
import { claimIn } from '../policy/names/habits.js';
import { patternText } from '../policy/phrases/phrase-text.js';
import type { BrokerPolicy, RightsPolicy } from '../policy/policy.js';
import { tellInDeclarations, tellInPhrases, type Habit } from './written-names.js';

/**
 * Names with braces that look like a claim of the token. In a scope the broker would put the claim's value
 * there; Warren writes the braces so that they stay what they are.
 */
export function checkClaimVariables(policy: RightsPolicy, reporter: Reporter): void {
  tellInPhrases(claims, policy, reporter);
}

/** The same in declarations. */
export function checkDeclaredClaimVariables(policy: BrokerPolicy, reporter: Reporter): void {
  tellInDeclarations(claims, policy, reporter);
}

const claims: Habit<string> = {
  in: claimIn,
  tell(claim, { pattern, place, what, extras }, reporter) {
    const particulars = { what, name: patternText(pattern), claim };
    reporter.report(catalog.claimVariable, place, particulars, extras);
  },
};
