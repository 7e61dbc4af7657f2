import { anyText, firstFit } from './matching.js';
import type { Single } from './meaning.js';
import { isUnwritable, single as singleName } from './names.js';
import type { Name } from './names.js';
import { partitionNames } from './permissions.js';
import type { Kind } from './policy.js';
import { MEANT, hasTopicAmong, isClosed, isMeant, named } from './world.js';
import type { Thing } from './world.js';

/**
 * Whether the compiler must refuse a phrase.
 * @param world what the vhosts of the phrase may have
 */
export function isRefused(single: Single, world: readonly Thing[]): boolean {
  const { kind, name, other, key } = single;
  const names: [Name, Kind][] = [
    [name, kind],
    ...(kind === 'super-stream' ? [[partitionNames(name), 'stream'] as [Name, Kind]] : []),
    ...(other ? [[other, 'exchange'] as [Name, Kind]] : []),
  ];
  return (
    [name, ...(other ? [other] : [])].some((on) => isUnwritable(on, 'name')) ||
    (key !== undefined && isUnwritable(key, 'key')) ||
    names.some(([on, about]) => isUndeclared(on, about, world) || losesNames(on, about, world)) ||
    (key !== undefined && isKeyInVain(other ?? name, other ? 'exchange' : kind, world))
  );
}

/** None of the things that are declared can have the name. */
function isUndeclared(name: Name, kind: Kind, world: readonly Thing[]): boolean {
  return isClosed(world, kind) && !named(name, kind, world).some((item) => isMeant(item, name));
}

/** A declared name fits the pattern, and RabbitMQ does not find it. */
function losesNames(pattern: Name, kind: Kind, world: readonly Thing[]): boolean {
  return world.some((item) => {
    const name = singleName(item.name);
    if (item.builtIn || name === undefined || !MEANT[kind].includes(item.kind)) return false;
    return anyText(pattern, name) && !firstFit(pattern, name);
  });
}

/** The key is on exchanges none of which is of type topic. */
function isKeyInVain(exchange: Name, kind: Kind, world: readonly Thing[]): boolean {
  return kind === 'exchange' && !hasTopicAmong(exchange, world);
}
