import { every, some } from '../../rabbitmq/claims.js';
import type { Permission } from '../../rabbitmq/scope.js';
import { partitionsOf } from '../../rabbitmq/super-streams.js';
import type { ResourceKind } from '../../syntax/tree.js';
import type { Named, Operation } from './rights.js';
import type { Need, NeedOn } from './verbs.js';

/** A need of an operation on the broker in question. */
export interface Needed extends Pick<Need, 'permission' | 'on' | 'keys'> {
  /** Another permission that does as well. */
  readonly or?: Permission;
}

/** Something that an operation is about: a name or a pattern for some, and what it names. */
export interface Thing {
  readonly on: NeedOn;
  readonly named: Named;
  readonly kind: ResourceKind;
}

/** What an operation needs on every release that its broker may run, and with every client. */
export function needsOf(operation: Operation): readonly Needed[] {
  return tabled(operation)
    .filter(({ asked }) => asked === undefined || some(operation.engine, asked))
    .map(({ permission, on, keys, or }) => ({
      permission,
      on,
      ...(keys && { keys }),
      ...(or?.for === 'every-client' && { or: or.permission }),
    }));
}

/** What an operation needs at the least: on some release that its broker may run, with some client. */
export function leastNeedsOf(operation: Operation): readonly Needed[] {
  return tabled(operation)
    .filter(({ asked }) => asked === undefined || every(operation.engine, asked))
    .map(({ permission, on, keys, or }) => ({
      permission,
      on,
      ...(keys && { keys }),
      ...(or && { or: or.permission }),
    }));
}

/** What the table says, with what the second exchange takes if the operation names one. */
function tabled({ verb, kind, other }: Operation): readonly Need[] {
  if (kind === 'super-stream') return verb.needsOnSuperStream ?? [];
  return other !== undefined && verb.needsForOther !== undefined
    ? [...verb.needs, ...verb.needsForOther]
    : verb.needs;
}

/** What an operation is about, the thing that its phrase names first. */
export function thingsOf(operation: Operation): readonly Thing[] {
  return (['name', 'partitions', 'other'] as const)
    .map((on) => thingOf(operation, on))
    .filter((thing) => thing !== undefined);
}

/** The thing that a need is about; undefined where the operation has none such. */
export function thingOf({ kind, name, other }: Operation, on: NeedOn): Thing | undefined {
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
