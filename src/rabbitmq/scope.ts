import type { Pattern } from '../pattern/pattern.js';
import type { TagName } from './tags.js';

/** What RabbitMQ may permit on a queue or an exchange. */
export type Permission = 'configure' | 'write' | 'read';

/** The permissions in the order in which RabbitMQ's own tools list them. */
export const PERMISSIONS: readonly Permission[] = ['configure', 'write', 'read'];

/**
 * Access to the vhosts; the permission on queues and exchanges of these names in them; with a key
 * also the topic permission for these routing keys. The empty name, which nothing has, makes it
 * access alone.
 */
export interface ResourceScope {
  readonly kind: 'resource';
  readonly permission: Permission;
  readonly vhost: Pattern;
  readonly name: Pattern;
  readonly key?: Pattern;
}

/** A user tag. */
export interface TagScope {
  readonly kind: 'tag';
  readonly tag: TagName;
}

/** What one word of an alias gives. */
export type Scope = ResourceScope | TagScope;

/**
 * The canonical order: tags first, then by vhost, name, permission and key, patterns by their bytes
 * with the wildcard last. Zero only for scopes that mean the same.
 */
export function compareScopes(a: Scope, b: Scope): number {
  return compareRanks(rank(a), rank(b));
}

/** Whether two scopes mean the same: where `compareScopes` is zero, in less time. */
export function isSameScope(a: Scope, b: Scope): boolean {
  if (a.kind === 'tag' || b.kind === 'tag')
    return a.kind === 'tag' && b.kind === 'tag' && a.tag === b.tag;
  return (
    a.permission === b.permission &&
    a.vhost.key === b.vhost.key &&
    a.name.key === b.name.key &&
    a.key?.key === b.key?.key
  );
}

function rank(scope: Scope): readonly string[] {
  if (scope.kind === 'tag') return ['0', scope.tag];
  const permission = String(PERMISSIONS.indexOf(scope.permission));
  const ofName = ['1', scope.vhost.key, scope.name.key, permission];
  return scope.key === undefined ? ofName : [...ofName, scope.key.key];
}

function compareRanks(a: readonly string[], b: readonly string[]): number {
  for (const [at, text] of a.entries()) {
    const other = b[at];
    if (other === undefined) return 1;
    if (text !== other) return text < other ? -1 : 1;
  }
  return a.length - b.length;
}
