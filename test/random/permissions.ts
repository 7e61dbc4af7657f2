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
 * @param engine as a policy writes it
 */
export function permits(single: Single, world: readonly Thing[], engine: string): Permit[] {
  const { vhost, verb, kind, name, other, key } = single;
  const permit = (permission: Permission, on: Name, keys?: Name): Permit => ({
    permission,
    vhost,
    name: on,
    keys,
  });
  const keysOn = (exchange: Name): Name | undefined =>
    key ?? (mayBeTopic(exchange, vhost, world) ? [STAR] : undefined);

  if (kind === 'super-stream') {
    const partitions = partitionNames(name);
    const managed = verb === 'declare' || verb === 'delete';
    if (managed)
      return [
        permit('configure', name),
        permit('configure', partitions),
        permit('read', name),
        permit('write', partitions),
      ];
    const permission = verb === 'publish' ? 'write' : 'read';
    const onExchange = asksForPartitions(engine) ? [permit(permission, name)] : [];
    return [...onExchange, permit(permission, partitions)];
  }

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

/** The names of the partitions of super streams. */
export function partitionNames(superStream: Name): Name {
  return [...superStream, '-', STAR];
}

/** Whether a broker may check who asks for the partitions of a super stream: from 4.2.9 and 4.3.3. */
function asksForPartitions(engine: string): boolean {
  const [, line, patch] = /(\d+\.\d+)(?:\.(\d+))?$/.exec(engine) ?? [];
  const first = line === '4.2' ? 9 : line === '4.3' ? 3 : undefined;
  return first !== undefined && (patch === undefined || Number(patch) >= first);
}
