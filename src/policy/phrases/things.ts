import { queuesOfClients } from '../../rabbitmq/mqtt.js';
import { partitionsOf } from '../../rabbitmq/super-streams.js';
import { namedKind } from '../resources/resources.js';
import type { ResourceKind } from '../../syntax/tree.js';
import type { Named, Operation } from './rights.js';

/** The things that an operation may be about, that which its phrase names first. */
export const THINGS = ['name', 'partitions', 'other', 'queue', 'queue-0', 'queue-1'] as const;

/**
 * Which thing of an operation is meant: the one that its phrase names, the partitions of the super stream
 * named, whose exchange has its name, the exchange of its clause, or of MQTT clients the queues of their
 * own: all, those for messages that may be lost, and those for messages that may not.
 */
export type ThingOn = (typeof THINGS)[number];

/** Something that an operation is about: a name or a pattern for some, and what it names. */
export interface Thing {
  readonly on: ThingOn;
  readonly named: Named;
  readonly kind: ResourceKind;
}

/** What an operation is about that is declared somewhere, the thing that its phrase names first. */
export function thingsOf(operation: Operation): readonly Thing[] {
  return DECLARED.map((on) => thingOf(operation, on)).filter((thing) => thing !== undefined);
}

/** The broker makes the queues of MQTT clients. */
const DECLARED = ['name', 'partitions', 'other'] as const;

/** One thing that an operation is about; undefined where it has none such. */
export function thingOf(operation: Operation, on: ThingOn): Thing | undefined {
  const { kind, name, other } = operation;
  switch (on) {
    case 'name':
      return { on, named: name, kind: namedKind(kind) };
    case 'other':
      return other && { on, named: other, kind: 'exchange' };
    case 'partitions':
      if (kind !== 'super-stream') return undefined;
      return { on, named: { ...name, pattern: partitionsOf(name.pattern) }, kind: 'stream' };
    case 'queue':
      return clientQueue(operation, on, 'any');
    case 'queue-0':
      return clientQueue(operation, on, '0');
    case 'queue-1':
      return clientQueue(operation, on, '1');
  }
}

function clientQueue(
  { kind, name, client }: Operation,
  on: ThingOn,
  qos: Parameters<typeof queuesOfClients>[1],
): Thing | undefined {
  if (kind !== 'mqtt') return undefined;
  const pattern = queuesOfClients(client?.pattern, qos);
  // Where the name of a client may go on, so may that of its queue.
  if (qos === '1' && pattern.key === queuesOfClients(client?.pattern, '0').key) return undefined;
  return { on, named: { ...(client ?? name), pattern }, kind: 'queue' };
}
