import { checkDiagnostics as catalog } from '../diagnostics/catalog/checks.js';
import type { Reporter } from '../diagnostics/reporter.js';
import type { BrokerPolicy } from '../policy/policy.js';
import { viaProfiles } from './granted.js';

/** The tags whose holders can walk round every scope. */
export function checkTags({ grants }: BrokerPolicy, reporter: Reporter): void {
  for (const { right } of grants) {
    if (right.type !== 'tag') continue;
    if (right.tag === 'administrator')
      reporter.report(catalog.administratorTag, right.place, {}, viaProfiles(right));
    if (right.tag === 'policymaker')
      reporter.report(catalog.policymakerTag, right.place, {}, viaProfiles(right));
  }
}
