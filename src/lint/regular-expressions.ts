import { checkDiagnostics as catalog } from '../diagnostics/catalog/checks.js';
import type { Fix } from '../diagnostics/diagnostic.js';
import type { Reporter } from '../diagnostics/reporter.js';
import { asExpression } from '../policy/names/habits.js';
import { patternText } from '../policy/phrases/phrase-text.js';
import type { BrokerPolicy, RightsPolicy } from '../policy/policy.js';
import { namesInDeclarations, namesInPhrases, type WrittenName } from './written-names.js';

/**
 * Names in phrases that read like the regular expressions of `rabbitmqctl set_permissions`: to Warren
 * and to the scopes of OAuth 2 their signs are characters. One that nothing declared can have is an error
 * with the same advice.
 */
export function checkExpressions(policy: RightsPolicy, reporter: Reporter): void {
  for (const name of namesInPhrases(policy)) check(name, reporter);
}

/** The same in declarations. */
export function checkDeclaredExpressions(policy: BrokerPolicy, reporter: Reporter): void {
  for (const name of namesInDeclarations(policy)) check(name, reporter);
}

function check(
  { pattern, place, what, isPossible, extras }: WrittenName,
  reporter: Reporter,
): void {
  const expression = asExpression(pattern);
  if (expression === undefined || !isPossible()) return;
  const { sign, meant } = expression;
  // In a key `+` is the wildcard of MQTT, which is told as such.
  if (what === 'routing key' && sign === '.+') return;
  const particulars = { what, name: patternText(pattern), sign, meant };
  const fixes = meant === undefined || (extras.uses ?? []).length > 0 ? [] : [fix(place, meant)];
  reporter.report(catalog.regularExpression, place, particulars, { ...extras, fixes });
}

function fix({ source, range }: WrittenName['place'], text: string): Fix {
  return { title: `Write \`${text}\``, edits: [{ source, range, text }] };
}
