import { STAR } from './names.js';
import type { Name } from './names.js';
import type { Single } from './meaning.js';
import { mayBeTopic } from './world.js';
import type { Thing } from './world.js';

/** What RabbitMQ calls its permissions. */
export type Permission = 'configure' | 'write' | 'read';

/** A permission on names; with keys also the topic permission for them. */
export interface Permit {
  readonly permission: Permission;
  readonly vhost: Name;
  readonly name: Name;
  readonly keys: Name | undefined;
}

/**
 * The permissions that a phrase stands for: the language's table of phrases, line by line.
 * @param world what the vhosts of the phrase may have
 */
export function permits(single: Single, world: readonly Thing[]): Permit[] {
  const { vhost, verb, kind, name, other, key } = single;
  const permit = (permission: Permission, on: Name, keys?: Name): Permit => ({
    permission,
    vhost,
    name: on,
    keys,
  });
  const keysOn = (exchange: Name): Name | undefined =>
    key ?? (mayBeTopic(exchange, vhost, world) ? [STAR] : undefined);

  switch (verb) {
    case 'configure':
    case 'delete':
      return [permit('configure', name)];
    case 'declare':
      return other === undefined
        ? [permit('configure', name)]
        : [permit('configure', name), permit('read', name), permit('write', other)];
    case 'write':
    case 'read':
      return [permit(verb, name, key)];
    case 'consume':
    case 'purge':
      return [permit('read', name)];
    case 'publish':
      return kind === 'stream' ? [permit('write', name)] : [permit('write', name, keysOn(name))];
    case 'bind':
    case 'unbind':
      if (other === undefined) throw new Error(`${verb} without an exchange`);
      return [permit('write', name), permit('read', other, keysOn(other))];
  }
}
