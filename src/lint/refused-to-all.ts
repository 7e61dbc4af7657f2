import { checkDiagnostics as catalog } from '../diagnostics/catalog/checks.js';
import type { Reporter } from '../diagnostics/reporter.js';
import { refusalOf } from '../access/fixed-answers.js';
import { phraseText } from '../policy/phrases/phrase-text.js';
import type { BrokerPolicy } from '../policy/policy.js';
import { grantedOperations, viaProfiles } from './granted.js';

/** A grant of what the broker refuses to everybody, whatever the scopes say. */
export function checkRefusedToAll(policy: BrokerPolicy, reporter: Reporter): void {
  const { engine } = policy.broker;
  for (const { operation } of grantedOperations(policy)) {
    const refusal = refusalOf(operation, 'glob', engine);
    if (refusal === undefined) continue;
    const named = refusal.on === 'other' ? operation.other : operation.name;
    const particulars = { grant: phraseText(operation), because: refusal.because };
    const { place } = named ?? operation;
    reporter.report(catalog.refusedToAll, place, particulars, viaProfiles(operation));
  }
}
