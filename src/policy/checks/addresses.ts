import { brokerDiagnostics as catalog } from '../../diagnostics/catalog/brokers.js';
import type { Reporter } from '../../diagnostics/reporter.js';
import { BELIEVED_ADDRESSES } from '../../rabbitmq/settings/rules.js';
import type { BrokerPolicy } from '../policy.js';
import { AcrossBrokers } from './across.js';

/** Brokers that believe whoever connects to them where it comes from. */
export function checkAddresses(policies: readonly BrokerPolicy[], reporter: Reporter): void {
  const found = new AcrossBrokers<{ key: string; internalUsers: boolean }>();
  for (const { broker } of policies)
    for (const { key, text } of broker.settings) {
      const place = broker.settingPlaces.get(key);
      if (place === undefined || text !== BELIEVED_ADDRESSES.value) continue;
      if (!BELIEVED_ADDRESSES.keys.includes(key)) continue;
      found.add(place, { key, internalUsers: broker.internalUsers }, broker);
    }
  found.report(catalog.forgeableAddress, reporter);
}
