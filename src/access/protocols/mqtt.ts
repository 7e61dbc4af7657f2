import type { Need, Protocol } from './protocol.js';

/** What a client does with a queue of its own: it makes and deletes it, binds it, and consumes it. */
function onQueue(
  on: 'queue' | 'queue-0' | 'queue-1',
  of: NonNullable<Need['of']>,
): readonly Need[] {
  return (['configure', 'write', 'read'] as const).map((permission) => ({ permission, on, of }));
}

/**
 * The operations of MQTT. The key is that which the broker makes of the topic, and is checked always, as
 * `amq.topic` is of type topic. A client has a queue for each level of the service that it subscribes
 * with, so a right is one to both, and whoever has one of them subscribes. Source: rabbit_mqtt_processor
 * (`publish_to_queues`, `handle_subscribe`, `ensure_queue`, `bind`, `consume`) at the tags v3.13.0 to
 * v4.3.5; tried on 4.0.5 and 4.3.6.
 */
export const MQTT: Protocol = {
  operations: [
    {
      words: ['publish'],
      kinds: ['mqtt'],
      needs: [{ permission: 'write', on: 'name', keys: 'always' }],
    },
    {
      words: ['subscribe'],
      kinds: ['mqtt'],
      needs: [
        { permission: 'read', on: 'name', keys: 'always' },
        ...onQueue('queue-0', 'every-use'),
        ...onQueue('queue-1', 'every-use'),
        ...onQueue('queue', 'any-use'),
      ],
    },
  ],
  answers: [],
};
