import { brokerDiagnostics as catalog } from '../diagnostics/catalog/brokers.js';
import { checkDiagnostics } from '../diagnostics/catalog/checks.js';
import type { Reporter } from '../diagnostics/reporter.js';
import { factValues, some } from '../rabbitmq/claims.js';
import { engineName } from '../rabbitmq/engines.js';
import type { Broker } from '../policy/brokers/broker.js';
import type { BrokerPolicy } from '../policy/policy.js';

/** A broker that may fetch the signing keys from anyone, as its host may have no CA certificates. */
export function checkCaCertificate({ broker }: BrokerPolicy, reporter: Reporter): void {
  const { place, engine, settings } = broker;
  if (place === undefined || engine.product === 'amazon-mq') return;
  if (!some(engine, 'peerVerificationNeedsCa')) return;
  if (settings.some(({ key }) => key === 'auth_oauth2.https.cacertfile')) return;
  reporter.report(catalog.missingCaCertificate, place, { broker: broker.name });
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
      right.verb.needs.some(({ permission, keys }) => permission === 'write' && keys !== undefined),
  );
  if (!isKeyed) return;
  const particulars = { broker: broker.name, releases: engineName(broker.engine) };
  reporter.report(checkDiagnostics.uncheckedCarbonCopy, broker.place, particulars);
}
