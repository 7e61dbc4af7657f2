import { DEFAULT_EXCHANGE } from '../../rabbitmq/built-in.js';
import type { JsonObject } from '../../management/shape.js';
import type { LiveExchange, LiveQueue } from '../../management/topology.js';

/** Where an exchange or queue sends what it cannot deliver, and what says so. */
export interface Forwarding {
  readonly to: string;
  /** Whether one of the broker's own policies says so, and no argument. */
  readonly isByPolicy: boolean;
  /** Such as `its argument` or `the policy dlx`. */
  readonly by: string;
}

/** What policies say, by their vhosts and names in JSON. */
export type Policies = ReadonlyMap<string, JsonObject>;

const DEAD_LETTER = { argument: 'x-dead-letter-exchange', policy: 'dead-letter-exchange' };
const ALTERNATE = { argument: 'alternate-exchange', policy: 'alternate-exchange' };

/** The dead-letter exchange of a queue. An argument counts before policies. Source: rabbit_queue_type_util. */
export function deadLetterOf(queue: LiveQueue): Forwarding | undefined {
  const own = named(queue.arguments, DEAD_LETTER.argument);
  if (own !== undefined) return { to: own, isByPolicy: false, by: 'its argument' };
  const to = named(queue.effectivePolicy, DEAD_LETTER.policy);
  // Operator policies set none: a broker refuses them.
  return to === undefined
    ? undefined
    : { to, isByPolicy: true, by: `the policy \`${queue.policy ?? ''}\`` };
}

/** The alternate exchange of an exchange. Source: rabbit_policy:get_arg/3. */
export function alternateOf(exchange: LiveExchange, policies: Policies): Forwarding | undefined {
  const own = named(exchange.arguments, ALTERNATE.argument);
  if (own !== undefined) return { to: own, isByPolicy: false, by: 'its argument' };
  const { vhost, policy } = exchange;
  if (policy === undefined) return undefined;
  const definition = policies.get(JSON.stringify([vhost, policy]));
  const to = definition && named(definition, ALTERNATE.policy);
  return to === undefined ? undefined : { to, isByPolicy: true, by: `the policy \`${policy}\`` };
}

/** An exchange that a definition names; the empty name is the default exchange. */
function named(definition: JsonObject, key: string): string | undefined {
  const value = definition[key];
  if (typeof value !== 'string') return undefined;
  return value === '' ? DEFAULT_EXCHANGE.first.text : value;
}
