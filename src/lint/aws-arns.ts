import { parseRoleArn } from '../aws/arn.js';
import { parseContentArn } from '../aws/content-arn.js';
import { brokerDiagnostics as catalog } from '../diagnostics/catalog/brokers.js';
import type { Reporter } from '../diagnostics/reporter.js';
import { CONTENT_ARNS, PASSED_ROLE } from '../rabbitmq/settings/amazon-mq.js';
import type { Broker } from '../policy/brokers/broker.js';
import type { BrokerPolicy } from '../policy/policy.js';
import { AcrossBrokers } from './across.js';

/** Where something has to be, and is not. */
interface Misplaced {
  readonly what: 'account' | 'partition' | 'region';
  readonly theirs: string;
  readonly ours: string;
}

/**
 * The ARNs that Amazon MQ reads a configuration's content from: a role of the broker's own account reads
 * them, and they lie in its region. A broker where it is otherwise comes up in quarantine. Source: Amazon
 * MQ developer guide, "ARN support in RabbitMQ configuration".
 */
export function checkAwsArns(policies: readonly BrokerPolicy[], reporter: Reporter): void {
  const missing = new AcrossBrokers<{ key: string }>();
  const foreign = new AcrossBrokers<Misplaced & { key: string }>();
  for (const { broker } of policies) {
    const lines = broker.settings.filter(({ key }) => key.startsWith(CONTENT_ARNS));
    for (const { key, text } of lines) {
      const place = broker.settingPlaces.get(key);
      const misplaced =
        key === PASSED_ROLE ? misplacedRole(text, broker) : misplacedContent(text, broker);
      if (place === undefined || misplaced === undefined) continue;
      foreign.add(place, { key, ...misplaced }, broker);
    }
    const [first] = lines;
    const place = first && broker.settingPlaces.get(first.key);
    // A role that is given and wrong is told by itself.
    if (place !== undefined && !broker.settingPlaces.has(PASSED_ROLE))
      missing.add(place, { key: first?.key ?? '' }, broker);
  }
  missing.report(catalog.missingAssumeRole, reporter);
  foreign.report(catalog.foreignArn, reporter);
}

function misplacedRole(text: string, broker: Broker): Misplaced | undefined {
  const role = parseRoleArn(text);
  if (!role.ok) return undefined;
  const { partition, account } = role.arn;
  if (partition !== broker.partition)
    return { what: 'partition', theirs: partition, ours: broker.partition };
  if (broker.account === undefined || account === broker.account) return undefined;
  return { what: 'account', theirs: account, ours: broker.account };
}

function misplacedContent(text: string, broker: Broker): Misplaced | undefined {
  const content = parseContentArn(text);
  if (!content.ok) return undefined;
  const { partition, region } = content.arn;
  if (partition !== broker.partition)
    return { what: 'partition', theirs: partition, ours: broker.partition };
  if (region === undefined || broker.region === undefined || region === broker.region)
    return undefined;
  return { what: 'region', theirs: region, ours: broker.region };
}
