import type { Pattern } from '../pattern/pattern.js';
import type { BrokerPolicy } from '../policy/policy.js';
import type { Resources } from '../policy/resources.js';
import type { Engine } from '../rabbitmq/engines.js';

/** What a decision depends on beside the scopes of the role. */
export interface Context {
  readonly engine: Engine;
  /** What is declared for the vhosts of a pattern. */
  readonly resourcesOf: (vhost: Pattern) => Resources;
}

/** The context of a policy's broker. */
export function contextOf({ broker, vhosts }: BrokerPolicy): Context {
  return { engine: broker.engine, resourcesOf: (vhost) => vhosts.of(vhost) };
}
