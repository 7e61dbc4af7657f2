import { brokerDiagnostics as catalog } from '../diagnostics/catalog/brokers.js';
import type { Reporter } from '../diagnostics/reporter.js';
import { some } from '../rabbitmq/claims.js';
import { BELIEVED_ADDRESSES, type BelievedAddress } from '../rabbitmq/settings/rules.js';
import type { Broker } from '../policy/brokers/broker.js';
import type { BrokerPolicy } from '../policy/policy.js';
import { AcrossBrokers } from './across.js';

/** Brokers that believe whoever connects to them where it comes from. */
export function checkAddresses(policies: readonly BrokerPolicy[], reporter: Reporter): void {
  const found = new AcrossBrokers<{ key: string; risk: Risk }>();
  for (const { broker } of policies)
    for (const { key, text } of broker.settings) {
      const place = broker.settingPlaces.get(key);
      const believed = BELIEVED_ADDRESSES.find((known) => known.key === key);
      if (place === undefined || believed === undefined || text !== 'true') continue;
      found.add(place, { key, risk: riskOf(believed, broker) }, broker);
    }
  found.report(catalog.forgeableAddress, reporter);
}

/** What a made-up address is good for; or that internal users are asked for the proxy's instead. */
type Risk = 'sign-in' | 'sign-in-by-proxy' | 'log';

function riskOf({ decides }: BelievedAddress, { internalUsers, engine }: Broker): Risk {
  if (!internalUsers) return 'log';
  const isAsked = decides === 'always' || some(engine, 'proxyHeaderBelieved');
  return isAsked ? 'sign-in' : 'sign-in-by-proxy';
}
