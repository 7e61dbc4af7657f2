import { oncePerObject } from '../pattern/memo.js';
import type { Pattern } from '../pattern/pattern.js';
import type { RightsPolicy } from '../policy/policy.js';
import type { Resources } from '../policy/resources/resources.js';
import { every } from '../rabbitmq/claims.js';
import type { Engine, Release } from '../rabbitmq/engines.js';

/** What a decision depends on beside the scopes of the role. */
export interface Context {
  readonly engine: Engine;
  /** What is declared for the vhosts of a pattern. */
  readonly resourcesOf: (vhost: Pattern) => Resources;
  /** The releases that the engine may run and that do not check routing keys in message headers. */
  readonly withoutHeaderCheck: readonly Release[];
}

/** The context of a policy's broker. */
export function contextOf({ broker, vhosts }: Pick<RightsPolicy, 'broker' | 'vhosts'>): Context {
  return {
    engine: broker.engine,
    resourcesOf: (vhost) => vhosts.of(vhost),
    withoutHeaderCheck: withoutHeaderCheck(broker.engine),
  };
}

/** The releases of an engine that check a message's routing key, but not those in CC and BCC. */
export const withoutHeaderCheck = oncePerObject((engine: Engine): readonly Release[] =>
  engine.releases.filter((release) => !every({ ...engine, releases: [release] }, 'ccBccChecked')),
);
