import { brokerDiagnostics as catalog } from '../diagnostics/catalog/brokers.js';
import { checkDiagnostics } from '../diagnostics/catalog/checks.js';
import { phraseDiagnostics } from '../diagnostics/catalog/phrases.js';
import type { Reporter } from '../diagnostics/reporter.js';
import { checksOf } from '../access/checks.js';
import { groupBy } from '../access/group.js';
import { inSentence } from '../source/counted.js';
import { factValues, some } from '../rabbitmq/claims.js';
import { BELIEVED_ADDRESSES, type BelievedAddress } from '../rabbitmq/settings/rules.js';
import { AcrossBrokers } from './across.js';
import { viaProfiles } from './grants.js';
import { engineName } from '../rabbitmq/engines.js';
import { settingsMissingFor } from '../policy/phrases/broker-phrases.js';
import type { Broker } from '../policy/brokers/broker.js';
import type { BrokerPolicy, GrantingPolicy } from '../policy/policy.js';

/** A broker that may fetch the signing keys from anyone, as its host may have no CA certificates. */
export function checkCaCertificate({ broker }: BrokerPolicy, reporter: Reporter): void {
  const { place, engine, settings } = broker;
  if (place === undefined || engine.product === 'amazon-mq') return;
  if (!some(engine, 'peerVerificationNeedsCa')) return;
  if (settings.some(({ key }) => key === 'auth_oauth2.https.cacertfile')) return;
  reporter.report(catalog.missingCaCertificate, place, { broker: broker.name });
}

/**
 * A broker that says nothing of whose tokens it takes. An error, as it cannot be compiled; but whoever asks
 * about a policy or compares it has no need of an issuer, so that it hinders neither.
 */
export function checkIssuer({ broker }: BrokerPolicy, reporter: Reporter): void {
  if (broker.place !== undefined && broker.lacksIssuer)
    reporter.report(catalog.missingIssuer, broker.place, { broker: broker.name });
}

/** The longest name of a broker, in characters. Source: Amazon MQ API reference, CreateBroker. */
const LONGEST_NAME = 50;

/** A name that no broker of Amazon MQ can have, though its ARN is made of it. */
export function checkBrokerName({ broker }: BrokerPolicy, reporter: Reporter): void {
  const { place, engine, name } = broker;
  if (place === undefined || engine.product !== 'amazon-mq' || name.length <= LONGEST_NAME) return;
  reporter.report(catalog.longBrokerName, place, { broker: name, most: LONGEST_NAME });
}

/** Two brokers that would take each other's tokens. */
export function checkAudiences(policies: readonly BrokerPolicy[], reporter: Reporter): void {
  const first = new Map<string, Broker>();
  for (const { broker } of policies) {
    const { issuer, audience, place, name } = broker;
    if (issuer === undefined || place === undefined) continue;
    const key = `${issuer} ${audience}`;
    const other = first.get(key);
    if (other?.place === undefined) first.set(key, broker);
    else
      reporter.report(
        catalog.sharedAudience,
        place,
        { broker: name, other: other.name, audience },
        { notes: [{ message: `\`${other.name}\` is declared here.`, place: other.place }] },
      );
  }
}

/** Grants of single keys on an engine that lets the CC header carry any other. */
export function checkCarbonCopies({ broker, grants }: BrokerPolicy, reporter: Reporter): void {
  if (broker.place === undefined || !factValues(broker.engine, 'ccBccChecked').includes(false))
    return;
  const isKeyed = grants.some(
    ({ right }) =>
      right.type === 'operation' &&
      right.key !== undefined &&
      checksOf(right).some(({ permission, key }) => permission === 'write' && key !== undefined),
  );
  if (!isKeyed) return;
  const particulars = { broker: broker.name, releases: engineName(broker.engine) };
  reporter.report(checkDiagnostics.uncheckedCarbonCopy, broker.place, particulars);
}

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

/**
 * An API right becomes an IAM statement that names the broker, for which its settings must be there: each setting that
 * is not is told once, at the first right that needs it.
 */
export function checkApiSettings({ broker, grants }: GrantingPolicy, reporter: Reporter): void {
  const needing = grants.flatMap(({ right }) => {
    const settings = right.type === 'api' ? settingsMissingFor(right.right, broker) : undefined;
    return right.type === 'api' && settings !== undefined ? [{ right, settings }] : [];
  });
  for (const [settings, all] of groupBy(needing, (one) => one.settings)) {
    const [first] = all;
    if (first === undefined) continue;
    const others = new Set(all.map(({ right }) => right.right));
    others.delete(first.right.right);
    const rights = inSentence(
      [first.right.right, ...others].map((right) => `\`${right}\``),
      NAMED,
    );
    reporter.report(
      phraseDiagnostics.missingSettingForRight,
      first.right.place,
      { rights, areSeveral: others.size > 0, broker: broker.name, settings },
      viaProfiles(first.right),
    );
  }
}

/** So many rights are named. */
const NAMED = 3;
