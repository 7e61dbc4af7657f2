import { factValues } from '../../../rabbitmq/claims.js';
import type { Engine } from '../../../rabbitmq/engines.js';
import { releaseRuns } from '../../../rabbitmq/release-runs.js';
import { AMQP_0_9_1 } from './amqp-0-9-1.js';
import { AMQP_1_0, AMQP_1_0_V1 } from './amqp-1-0.js';
import { FEDERATION, SHOVEL } from './links.js';
import { MANAGEMENT_USES } from './management.js';
import { MQTT_USES, WEB_MQTT } from './mqtt.js';
import { STOMP_USES, WEB_STOMP } from './stomp.js';
import { STREAM_USES } from './stream.js';
import type { ClientUse, Giving, ProtocolUses, ReleasesWith } from './use.js';

/** What clients do by every protocol: to add one, add its table, and a page shows it. */
export const PROTOCOL_USES: readonly ProtocolUses[] = [
  AMQP_0_9_1,
  AMQP_1_0,
  AMQP_1_0_V1,
  MQTT_USES,
  WEB_MQTT,
  STREAM_USES,
  STOMP_USES,
  WEB_STOMP,
  MANAGEMENT_USES,
  SHOVEL,
  FEDERATION,
];

/** Whether every release that an engine may run is one of some; undefined stands for all there are. */
export function isOn(engine: Engine, releases: ReleasesWith | undefined): boolean {
  if (releases === undefined) return true;
  const { fact, is } = releases;
  return factValues(engine, fact).every((value) => value === is);
}

/** The releases of all lines that are meant, in words. */
export function releasesText({ fact, is }: ReleasesWith): string {
  return releaseRuns((release) =>
    factValues(
      { product: 'rabbitmq', line: release.line, newer: false, releases: [release] },
      fact,
    ).every((value) => value === is),
  );
}

/** What gives a client a use on an engine that is sure to behave in one way. */
export function givingOn(engine: Engine, use: ClientUse): Giving {
  return use.instead?.find(({ on }) => isOn(engine, on)) ?? use;
}
