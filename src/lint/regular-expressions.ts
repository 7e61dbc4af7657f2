import { checkDiagnostics as catalog } from '../diagnostics/catalog/checks.js';
import { correction } from '../diagnostics/correction.js';
import type { Reporter } from '../diagnostics/reporter.js';
import { asExpression, type ExpressionHabit } from '../policy/names/habits.js';
import { patternText } from '../policy/phrases/phrase-text.js';
import type { BrokerPolicy, RightsPolicy } from '../policy/policy.js';
import { tellInDeclarations, tellInPhrases, type Habit } from './written-names.js';

/**
 * Names in phrases that read like the regular expressions of `rabbitmqctl set_permissions`: to Warren
 * and to the scopes of OAuth 2 their signs are characters.
 */
export function checkExpressions(policy: RightsPolicy, reporter: Reporter): void {
  tellInPhrases(expressions, policy, reporter);
}

/** The same in declarations. */
export function checkDeclaredExpressions(policy: BrokerPolicy, reporter: Reporter): void {
  tellInDeclarations(expressions, policy, reporter);
}

const expressions: Habit<ExpressionHabit> = {
  in: asExpression,
  tell({ sign, meant }, { pattern, place, what, extras }, reporter) {
    // In a key `+` is the wildcard of MQTT, which is told as such.
    if (what === 'routing key' && sign === '.+') return;
    const particulars = { what, name: patternText(pattern), sign, meant };
    const isOwn = (extras.uses ?? []).length === 0;
    const fix = correction(place, isOwn ? meant : undefined);
    reporter.report(catalog.regularExpression, place, particulars, { ...extras, ...fix });
  },
};
