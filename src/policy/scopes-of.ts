import { Pattern } from '../pattern/pattern.js';
import type { Scope } from '../rabbitmq/scope.js';
import { mayBeTopic } from './exchange-types.js';
import type { Resources } from './resources.js';
import type { Connection, Operation, TagRight } from './rights.js';
import type { Need } from './verbs.js';

const nothing = Pattern.literal('');

/**
 * The scopes that give a right, one for each permission that the broker demands. Where a routing key
 * would be checked and the phrase names none, the scope takes every key.
 */
export function scopesOf(
  right: Operation | Connection | TagRight,
  resources: Resources,
): readonly Scope[] {
  switch (right.type) {
    case 'tag':
      return [{ kind: 'tag', tag: right.tag }];
    case 'connect':
      return [{ kind: 'resource', permission: 'read', vhost: right.vhost, name: nothing }];
    case 'operation':
      return needsOf(right).map((need) => scopeFor(need, right, resources));
  }
}

/** The permissions that an operation needs, with its second exchange if it names one. */
export function needsOf({ verb, other }: Operation): readonly Need[] {
  return other !== undefined && verb.needsForOther !== undefined
    ? [...verb.needs, ...verb.needsForOther]
    : verb.needs;
}

function scopeFor(need: Need, operation: Operation, resources: Resources): Scope {
  const { permission } = need;
  const { vhost } = operation;
  const name = (need.on === 'other' ? operation.other : operation.name)?.pattern ?? nothing;
  const key = keyFor(need, operation, name, resources);
  const scope = { kind: 'resource', permission, vhost, name } as const;
  return key === undefined ? scope : { ...scope, key };
}

function keyFor(
  need: Need,
  { kind, key, vhost }: Operation,
  name: Pattern,
  resources: Resources,
): Pattern | undefined {
  if (need.keys === undefined) return undefined;
  if (key !== undefined) return key.pattern;
  const isExchange = need.on === 'other' || kind === 'exchange';
  const every = need.keys === 'always' && isExchange && mayBeTopic(resources, vhost, name);
  return every ? Pattern.any : undefined;
}
