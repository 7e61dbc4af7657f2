import { phraseDiagnostics as catalog } from '../diagnostics/catalog/phrases.js';
import type { Reporter } from '../diagnostics/reporter.js';
import { settingsMissingFor } from '../policy/phrases/broker-phrases.js';
import type { BrokerPolicy } from '../policy/policy.js';
import { viaProfiles } from './granted.js';

/** An API right becomes an IAM statement that names the broker, for which its settings must be there. */
export function checkApiSettings({ broker, grants }: BrokerPolicy, reporter: Reporter): void {
  for (const { right } of grants) {
    if (right.type !== 'api') continue;
    const settings = settingsMissingFor(right.right, broker);
    if (settings === undefined) continue;
    const particulars = { right: right.right, broker: broker.name, settings };
    reporter.report(catalog.missingSettingForRight, right.place, particulars, viaProfiles(right));
  }
}
