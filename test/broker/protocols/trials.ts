import { AMQP091_TRIALS } from './amqp091-trials.js';
import { AMQP10_TRIALS, AMQP10_V1_TRIALS } from './amqp10-trials.js';
import { federationTrials, shovelTrials } from './link-trials.js';
import { MANAGEMENT_TRIALS } from './management-trials.js';
import { MQTT_TRIALS, WEB_MQTT_TRIALS } from './mqtt-trials.js';
import { STOMP_TRIALS, WEB_STOMP_TRIALS } from './stomp-trials.js';
import { STREAM_TRIALS } from './stream-trials.js';
import type { Trials } from './trial.js';

/**
 * How each protocol's rows are tried, by the protocol's name.
 *
 * @param tokenOf makes a token of a role
 */
export function trialsBy(
  tokenOf: (role: string) => Promise<string>,
): Readonly<Record<string, Trials>> {
  return {
    'AMQP 0-9-1': AMQP091_TRIALS,
    'AMQP 1.0': AMQP10_TRIALS,
    'AMQP 1.0, addresses of version 1': AMQP10_V1_TRIALS,
    MQTT: MQTT_TRIALS,
    'MQTT over WebSocket': WEB_MQTT_TRIALS,
    Streams: STREAM_TRIALS,
    STOMP: STOMP_TRIALS,
    'STOMP over WebSocket': WEB_STOMP_TRIALS,
    'Management API': MANAGEMENT_TRIALS,
    Shovel: shovelTrials(tokenOf),
    Federation: federationTrials(tokenOf),
  };
}
