import type { Box } from '../pattern/boxes.js';
import type { Bytes } from '../pattern/bytes.js';
import { firstFit, nonEmpty, type NameSet } from '../pattern/name-set.js';
import { mayTouch } from '../pattern/overlap.js';
import type { Pattern } from '../pattern/pattern.js';
import type { Permission, ResourceScope } from '../rabbitmq/scope.js';
import type { Boxed } from './covering.js';
import type { SourcedScope } from './sourced-scope.js';

/**
 * What one resource scope gives, as the sets that the broker's matcher accepts: access to the
 * vhosts, a permission on the names in them, and with keys the topic permission for these too.
 */
export interface Reach<From = SourcedScope> {
  readonly permission: Permission;
  readonly vhosts: NameSet;
  /** Never the empty name: nothing has it, and the default exchange is checked as `amq.default`. */
  readonly names: NameSet;
  /** The routing keys of the topic permission; undefined where the scope gives none. */
  readonly keys: NameSet | undefined;
  readonly from: From;
  /** Whether the permission holds on a name in a vhost. */
  gives(vhost: Bytes, name: Bytes): boolean;
  /** Whether it may reach some of these vhosts and, if given, names, in any reading: `false` is certain. */
  mayReach(vhost: Pattern, name: Pattern | undefined): boolean;
}

/** The reach of a resource scope. */
export function reachOf<From>(scope: ResourceScope, from: From): Reach<From> {
  return new ScopeReach(scope, from);
}

/** Most reaches are never looked at, so their sets are made when they are. */
class ScopeReach<From> implements Reach<From> {
  #vhosts: NameSet | undefined;
  #names: NameSet | undefined;
  #keys: NameSet | undefined;

  constructor(
    readonly scope: ResourceScope,
    readonly from: From,
  ) {}

  get permission(): Permission {
    return this.scope.permission;
  }

  get vhosts(): NameSet {
    return (this.#vhosts ??= firstFit(this.scope.vhost));
  }

  get names(): NameSet {
    return (this.#names ??= nonEmpty(firstFit(this.scope.name)));
  }

  get keys(): NameSet | undefined {
    return (this.#keys ??= this.scope.key && firstFit(this.scope.key));
  }

  gives(vhost: Bytes, name: Bytes): boolean {
    const { scope } = this;
    if (scope.name.isLiteral && scope.name.first.binary !== name.binary) return false;
    if (scope.vhost.isLiteral && scope.vhost.first.binary !== vhost.binary) return false;
    return this.vhosts.has(vhost) && this.names.has(name);
  }

  mayReach(vhost: Pattern, name: Pattern | undefined): boolean {
    const { scope } = this;
    return (name === undefined || mayTouch(scope.name, name)) && mayTouch(scope.vhost, vhost);
  }
}

/** The vhosts that it gives access to. */
export function accessBox({ vhosts }: Pick<Reach, 'vhosts'>): Box {
  return [vhosts];
}

/** Where the permission holds: vhosts × names. */
export function resourceBox({ vhosts, names }: Pick<Reach, 'vhosts' | 'names'>): Box {
  return [vhosts, names];
}

/** Where the topic permission holds: vhosts × names × keys; undefined where there is none. */
export function topicBox({
  vhosts,
  names,
  keys,
}: Pick<Reach, 'vhosts' | 'names' | 'keys'>): Box | undefined {
  return keys && [vhosts, names, keys];
}

/** Each reach with one of its boxes, if it has that. */
export function* boxed<Item>(
  reaches: Iterable<Item>,
  boxOf: (reach: Item) => Box | undefined,
): Iterable<Boxed<Item>> {
  for (const item of reaches) {
    const box = boxOf(item);
    if (box !== undefined) yield { box, item };
  }
}
