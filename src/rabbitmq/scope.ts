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
  if (a.kind === 'tag') return b.kind === 'tag' ? compare(a.tag, b.tag) : -1;
  if (b.kind === 'tag') return 1;
  return (
    compare(a.vhost.key, b.vhost.key) ||
    compare(a.name.key, b.name.key) ||
    PERMISSIONS.indexOf(a.permission) - PERMISSIONS.indexOf(b.permission) ||
    Number(a.key !== undefined) - Number(b.key !== undefined) ||
    compare(a.key?.key ?? '', b.key?.key ?? '')
  );
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

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
