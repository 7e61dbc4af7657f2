import type { PolicyBroker } from '../../aws/policy-broker.js';
import type { Recall } from '../../diagnostics/recall.js';
import { Reporter } from '../../diagnostics/reporter.js';
import type { Broker, RightsBroker } from './broker.js';

/**
 * The parts of a broker that others depend on, so that they need not depend on the whole of it: who is given
 * a part cannot read more.
 */
export interface BrokerParts {
  /** For rights, and for what they come to. */
  readonly rights: RightsBroker;
  /** For identity policies. */
  readonly identity: PolicyBroker;
  /** For whether a role can be granted its rights at all. */
  readonly granting: RightsBroker & PolicyBroker;
}

/** The parts of brokers that were resolved before. */
export interface KeptParts {
  readonly rights: Recall<RightsBroker>;
  readonly identity: Recall<PolicyBroker>;
  readonly granting: Recall<RightsBroker & PolicyBroker>;
}

/** The parts of a broker, each the same object as before where it says the same. */
export function partsOf(broker: Broker, kept: KeptParts): BrokerParts {
  const { name, isDeclared, engine, isEngineKnown } = broker;
  const { partition, region, account, id, configuration, audience } = broker;
  const { unreadSettings, algorithms, maxSeconds, passRoleArn } = broker;
  const reporter = new Reporter();
  const same = <Part extends object>(recall: Recall<Part>, part: Part): Part =>
    recall.of(kept, name, [JSON.stringify(part)], reporter, () => part);
  const rights = same(kept.rights, { name, isDeclared, engine, isEngineKnown });
  const identity = same(kept.identity, {
    ...{ name, partition, region, account, id, configuration, audience },
    ...{ unreadSettings, algorithms, maxSeconds, passRoleArn },
  });
  return { rights, identity, granting: same(kept.granting, { ...identity, ...rights }) };
}
