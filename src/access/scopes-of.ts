import { Pattern } from '../pattern/pattern.js';
import type { Scope } from '../rabbitmq/scope.js';
import { mayBeTopic } from '../policy/resources/exchange-types.js';
import { needsOf, thingOf, type Needed, type Thing } from '../policy/phrases/needs.js';
import type { Resources } from '../policy/resources/resources.js';
import type { Connection, Operation, TagRight } from '../policy/phrases/rights.js';

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

function scopeFor(need: Needed, operation: Operation, resources: Resources): Scope {
  const { permission } = need;
  const { vhost } = operation;
  const thing = thingOf(operation, need.on);
  const name = thing?.named.pattern ?? nothing;
  const key = keyFor(need, operation, thing, resources);
  const scope = { kind: 'resource', permission, vhost, name } as const;
  return key === undefined ? scope : { ...scope, key };
}

function keyFor(
  need: Needed,
  { key, vhost }: Operation,
  thing: Thing | undefined,
  resources: Resources,
): Pattern | undefined {
  if (need.keys === undefined || thing === undefined) return undefined;
  if (key !== undefined) return key.pattern;
  const isExchange = thing.kind === 'exchange';
  const every =
    need.keys === 'always' && isExchange && mayBeTopic(resources, vhost, thing.named.pattern);
  return every ? Pattern.any : undefined;
}
