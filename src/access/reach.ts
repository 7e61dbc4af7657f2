import type { Box } from '../pattern/boxes.js';
import { firstFit, nonEmpty, type NameSet } from '../pattern/name-set.js';
import type { Permission, ResourceScope } from '../rabbitmq/scope.js';
import type { Boxed } from './covering.js';
import type { SourcedScope } from './sourced-scope.js';

/**
 * What one resource scope gives, as the sets that the broker's matcher accepts: access to the
 * vhosts, a permission on the names in them, and with keys the topic permission for these too.
 */
export interface Reach {
  readonly permission: Permission;
  readonly vhosts: NameSet;
  /** Never the empty name: nothing has it, and the default exchange is checked as `amq.default`. */
  readonly names: NameSet;
  /** The routing keys of the topic permission; undefined where the scope gives none. */
  readonly keys: NameSet | undefined;
  readonly from: SourcedScope;
}

/** The reach of a resource scope. */
export function reachOf(scope: ResourceScope, from: SourcedScope): Reach {
  return {
    permission: scope.permission,
    vhosts: firstFit(scope.vhost),
    names: nonEmpty(firstFit(scope.name)),
    keys: scope.key && firstFit(scope.key),
    from,
  };
}

/** The vhosts that it gives access to. */
export function accessBox({ vhosts }: Reach): Box {
  return [vhosts];
}

/** Where the permission holds: vhosts × names. */
export function resourceBox({ vhosts, names }: Reach): Box {
  return [vhosts, names];
}

/** Where the topic permission holds: vhosts × names × keys; undefined where there is none. */
export function topicBox({ vhosts, names, keys }: Reach): Box | undefined {
  return keys && [vhosts, names, keys];
}

/** Each reach with one of its boxes, if it has that. */
export function* boxed(
  reaches: Iterable<Reach>,
  boxOf: (reach: Reach) => Box | undefined,
): Iterable<Boxed<Reach>> {
  for (const item of reaches) {
    const box = boxOf(item);
    if (box !== undefined) yield { box, item };
  }
}
