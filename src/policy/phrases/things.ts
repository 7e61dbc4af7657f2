import { partitionsOf } from '../../rabbitmq/super-streams.js';
import type { ResourceKind } from '../../syntax/tree.js';
import type { Named, Operation } from './rights.js';

/** The things that an operation may be about, that which its phrase names first. */
export const THINGS = ['name', 'partitions', 'other'] as const;

/**
 * Which thing of an operation is meant: the one that its phrase names, the partitions of the super stream
 * named, whose exchange has its name, or the exchange of its clause.
 */
export type ThingOn = (typeof THINGS)[number];

/** Something that an operation is about: a name or a pattern for some, and what it names. */
export interface Thing {
  readonly on: ThingOn;
  readonly named: Named;
  readonly kind: ResourceKind;
}

/** What an operation is about, the thing that its phrase names first. */
export function thingsOf(operation: Operation): readonly Thing[] {
  return THINGS.map((on) => thingOf(operation, on)).filter((thing) => thing !== undefined);
}

/** One thing that an operation is about; undefined where it has none such. */
export function thingOf({ kind, name, other }: Operation, on: ThingOn): Thing | undefined {
  const isSuper = kind === 'super-stream';
  switch (on) {
    case 'name':
      return { on, named: name, kind: isSuper ? 'exchange' : kind };
    case 'other':
      return other && { on, named: other, kind: 'exchange' };
    case 'partitions':
      if (!isSuper) return undefined;
      return { on, named: { ...name, pattern: partitionsOf(name.pattern) }, kind: 'stream' };
  }
}
