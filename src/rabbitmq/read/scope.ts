import { PERMISSIONS, type Permission, type Scope } from '../scope.js';
import { TAGS } from '../tags.js';
import { decodePattern } from './pattern-text.js';

/** Why the broker passes over a scope without a word. */
export type IgnoredBecause =
  /** It does not start with the scope prefix. */
  | 'no-prefix'
  /** It starts with none of `configure:`, `write:`, `read:` and `tag:`. */
  | 'no-permission'
  /** It has other than one or two slashes. */
  | 'parts'
  /** Its tag means nothing to RabbitMQ. */
  | 'unknown-tag';

/** What one word of an alias is to the broker. */
export type DecodedScope =
  | { readonly kind: 'scope'; readonly scope: Scope }
  | { readonly kind: 'ignored'; readonly because: IgnoredBecause }
  /**
   * It holds a `{`, so claims of the token are put into it before it is read: the fact
   * `claimSubstitution` tells in which checks. What it gives cannot be known.
   */
  | { readonly kind: 'claims' };

/**
 * Reads a scope as the broker does. Source: rabbitmq_auth_backend_oauth2 v3.13.0 to v4.3.5,
 * rabbit_oauth2_scope and, for tags and claims, rabbit_auth_backend_oauth2.
 *
 * @param text the scope with its prefix, as one character, U+0000 to U+00FF, for each byte
 */
export function decodeScope(text: string, prefix: string): DecodedScope {
  if (!text.startsWith(prefix)) return { kind: 'ignored', because: 'no-prefix' };
  const bare = text.slice(prefix.length);
  // Tags are taken before any claim is put in.
  if (bare.startsWith('tag:')) return decodeTag(bare.slice('tag:'.length));
  if (bare.includes('{')) return { kind: 'claims' };
  const permission = PERMISSIONS.find((word) => bare.startsWith(`${word}:`));
  if (permission === undefined) return { kind: 'ignored', because: 'no-permission' };
  return decodeResource(permission, bare.slice(permission.length + 1).split('/'));
}

function decodeTag(name: string): DecodedScope {
  const tag = TAGS.find((known) => known.name === name);
  if (tag === undefined) return { kind: 'ignored', because: 'unknown-tag' };
  return { kind: 'scope', scope: { kind: 'tag', tag: tag.name } };
}

function decodeResource(permission: Permission, parts: readonly string[]): DecodedScope {
  const [vhost, name, key, ...more] = parts.map(decodePattern);
  if (vhost === undefined || name === undefined || more.length > 0)
    return { kind: 'ignored', because: 'parts' };
  const two = { kind: 'resource', permission, vhost, name } as const;
  return { kind: 'scope', scope: key === undefined ? two : { ...two, key } };
}
