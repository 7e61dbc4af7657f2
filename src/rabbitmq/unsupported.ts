import { every } from './claims.js';
import type { Engine } from './engines.js';

/** Something that a policy can declare and an engine may not have. */
export interface EngineFeature {
  readonly name: 'streams' | 'local random exchanges';
  /** One of it, and several, at the start of a sentence. */
  readonly one: string;
  readonly many: string;
  /** The fact that says whether a release has it. */
  readonly fact: 'streams' | 'localRandomExchanges';
  /** The setting that switches it off where its value is `false`. */
  readonly disabledBy: string;
  /** What else to use. */
  readonly instead: string;
}

/** The queue type and the exchange type that engines differ in. */
export const STREAMS: EngineFeature = {
  name: 'streams',
  one: 'The stream',
  many: 'The streams',
  fact: 'streams',
  disabledBy: 'queue_types.stream.enabled',
  instead: 'Use a quorum queue',
};

/** As above. Exchanges of type `x-local-random` came with RabbitMQ 4.0. */
export const LOCAL_RANDOM_EXCHANGES: EngineFeature = {
  name: 'local random exchanges',
  one: 'The exchange',
  many: 'The exchanges',
  fact: 'localRandomExchanges',
  disabledBy: 'exchange_types.local_random.enabled',
  instead: 'Use a direct exchange',
};

/** The type of a local random exchange. */
export const LOCAL_RANDOM_TYPE = 'x-local-random';

/** What becomes of those who use it all the same, on Amazon MQ. Source: its developer guide. */
const ON_AMAZON_MQ: Readonly<Record<EngineFeature['name'], string>> = {
  streams: 'Amazon MQ does not support streams, and loses what is published to one',
  'local random exchanges':
    'Amazon MQ does not support local random exchanges, as its nodes stand behind a load balancer',
};

/**
 * Why a feature cannot be used on some release that an engine may run; undefined where it can.
 *
 * @param isOff whether a setting of the broker's is `false`
 */
export function lacking(
  feature: EngineFeature,
  engine: Engine,
  isOff: (key: string) => boolean,
): string | undefined {
  if (isOff(feature.disabledBy)) return `\`${feature.disabledBy}\` switches ${feature.name} off`;
  if (every(engine, feature.fact)) return undefined;
  if (engine.product === 'amazon-mq') return ON_AMAZON_MQ[feature.name];
  return `RabbitMQ ${engine.line} has no ${feature.name}`;
}
