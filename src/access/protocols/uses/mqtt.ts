import type { ProtocolUses } from './use.js';

/**
 * What clients do over MQTT. Source: rabbit_mqtt_processor at the tags v3.13.0 to v4.3.5; tried on 4.0.5
 * and 4.3.6.
 */
export const MQTT_USES: ProtocolUses = {
  name: 'MQTT',
  plugin: 'rabbitmq_mqtt',
  uses: [
    {
      does: 'CONNECT, without a will',
      phrases: ['connect'],
    },
    {
      does: 'PUBLISH to T/U, retained or not',
      phrases: ['publish mqtt T/U'],
      note: 'A retained message is kept by its topic, and whoever subscribes to that topic later gets it. Of QoS 2 the broker makes QoS 1, and a client of MQTT 5 it disconnects.',
    },
    {
      does: 'SUBSCRIBE to T/+ and UNSUBSCRIBE, at QoS 0 or 1, with or without a clean session',
      phrases: ['subscribe mqtt "T/+" client CLIENT'],
      note: 'A client that keeps to one QoS needs the rights on the queue of that level alone: `mqtt-subscription-CLIENTqos0` or `…qos1`.',
    },
    {
      does: 'SUBSCRIBE to `$share/G/T/+` (MQTT 5)',
      phrases: ['subscribe mqtt "\\$share/G/T/+" client CLIENT'],
      note: 'There are no shared subscriptions in RabbitMQ, which says so as it connects a client of MQTT 5. The filter is taken as any other: a right to T/+ is none to it, and what is published to T/U does not come. Let the clients of a group consume from one queue over AMQP, bound to `amq.topic`.',
    },
    {
      does: 'CONNECT with a will for T/U',
      phrases: ['publish mqtt T/U'],
      note: 'It is checked when the will is sent, not when the client connects: without the right the will is dropped, and only the log says so.',
    },
    {
      does: 'CONNECT with a will for T/U and a delay (MQTT 5)',
      phrases: [
        'publish mqtt T/U',
        'declare queue mqtt-will-CLIENT dead-letter amq.topic',
        'publish exchange amq.default',
      ],
      note: 'The will waits in a queue of its own, `mqtt-will-CLIENT`, and goes there through the default exchange. Without one of these rights it is dropped, and only the log says so.',
    },
  ],
};

/** Source: rabbitmq_web_mqtt, which hands on to rabbit_mqtt_processor; tried on 4.0.5 and 4.3.6. */
export const WEB_MQTT: ProtocolUses = {
  name: 'MQTT over WebSocket',
  plugin: 'rabbitmq_web_mqtt',
  uses: [
    {
      does: 'PUBLISH to T/U',
      phrases: ['publish mqtt T/U'],
      note: 'All else is as over MQTT, too.',
    },
    { does: 'SUBSCRIBE to T/+', phrases: ['subscribe mqtt "T/+" client CLIENT'] },
  ],
};
