import type { Reading } from '../pattern/match.js';
import { NameSet, nonEmpty } from '../pattern/name-set.js';
import { Pattern } from '../pattern/pattern.js';
import type { Connection, Operation, TagRight } from '../policy/phrases/rights.js';
import { thingOf, type Thing, type ThingOn } from '../policy/phrases/things.js';
import { mayBeTopic } from '../policy/resources/exchange-types.js';
import { namedKind, type Resources } from '../policy/resources/resources.js';
import { every, some } from '../rabbitmq/claims.js';
import type { Permission, ResourceScope, Scope } from '../rabbitmq/scope.js';
import type { ResourceKind } from '../syntax/tree.js';
import type { Held } from './given.js';
import type { Need } from './protocols/protocol.js';
import { checkedOperation } from './protocols/protocols.js';

/** One check that the broker makes of an operation: of a permission, with the routing key if one counts. */
export interface Check {
  readonly permission: Permission;
  /** Another permission that does as well. */
  readonly or?: Permission;
  /** What of the operation it is about. */
  readonly on: ThingOn;
  readonly kind: Held;
  readonly name: Pattern;
  /** The routing keys, where the broker would check them on an exchange of type topic. */
  readonly key: Pattern | undefined;
}

/**
 * The checks of an operation that some release makes that the broker may run; opening a connection
 * has none of its own.
 */
export function checksOf(right: Operation | Connection): readonly Check[] {
  return right.type === 'connect' ? [] : checksWhere(right, some, ['every-client'], 'every-use');
}

/** As `checksOf`, but only what no release and no client does without. */
export function leastChecksOf(right: Operation | Connection): readonly Check[] {
  return right.type === 'connect'
    ? []
    : checksWhere(right, every, ['every-client', 'some-clients'], 'any-use');
}

/**
 * @param counts whether a check counts that the releases with a fact make
 * @param clients for which clients another permission has to do as well
 * @param of which of the needs count that hang on how the operation is used
 */
function checksWhere(
  operation: Operation,
  counts: typeof some,
  clients: readonly NonNullable<Need['or']>['for'][],
  of: NonNullable<Need['of']>,
): readonly Check[] {
  const { word, kind, other, engine } = operation;
  const row = checkedOperation(word, kind);
  const more = other === undefined ? undefined : row?.needsForOther;
  const checks: Check[] = [];
  for (const needs of [row?.needs, more])
    for (const need of needs ?? [])
      if (
        (need.asked === undefined || counts(engine, need.asked)) &&
        (need.others === undefined || counts === some || counts(engine, need.others.askedWith)) &&
        (need.of ?? of) === of
      ) {
        const thing = thingOf(operation, need.on);
        if (thing !== undefined) checks.push(checkFor(need, thing, operation, clients));
      }
  return checks;
}

/** By which protocol some clients do a part of an operation unasked, on a release that an engine may run. */
export function uncheckedOver({ word, kind, other, engine }: Operation): string | undefined {
  if (other === undefined) return undefined;
  return checkedOperation(word, kind)?.needsForOther?.find(
    ({ others }) => others !== undefined && !every(engine, others.askedWith),
  )?.others?.over;
}

function checkFor(
  { permission, on, keys, or }: Need,
  thing: Thing,
  operation: Operation,
  clients: readonly NonNullable<Need['or']>['for'][],
): Check {
  const kind = heldKind(thing.kind);
  const counts = keys === 'if-given' ? operation.key !== undefined : keys === 'always';
  const key = counts && kind !== 'queue' ? (operation.key?.pattern ?? Pattern.any) : undefined;
  const name = thing.named.pattern;
  const check = { permission, on, kind, name, key };
  return or !== undefined && clients.includes(or.for) ? { ...check, or: or.permission } : check;
}

/** The permissions of which any one passes a check, the usual one first. */
export function permissionsOf({ permission, or }: Check): readonly Permission[] {
  return or === undefined ? [permission] : [permission, or];
}

function heldKind(kind: ResourceKind): Held {
  const named = namedKind(kind);
  return named === 'stream' ? 'queue' : named;
}

const NO_NAME = Pattern.literal('');

/**
 * The scopes that give a right: one for each of its checks, in their order. Where a routing key would
 * be checked and the phrase names none, the scope takes every key. A connection takes the access alone.
 */
export function scopesOf(
  right: Operation | Connection | TagRight,
  resources: Resources,
): readonly Scope[] {
  switch (right.type) {
    case 'tag':
      return [{ kind: 'tag', tag: right.tag }];
    case 'connect':
      return [{ kind: 'resource', permission: 'read', vhost: right.vhost, name: NO_NAME }];
    case 'operation':
      return checksOf(right).map((check) => scopeFor(check, right, resources));
  }
}

/** The scope that passes one check of an operation. */
export function scopeFor(
  { permission, name, key }: Check,
  { vhost, key: given }: Operation,
  resources: Resources,
): ResourceScope {
  const kind = 'resource';
  const counts = key !== undefined && (given !== undefined || mayBeTopic(resources, vhost, name));
  return counts ? { kind, permission, vhost, name, key } : { kind, permission, vhost, name };
}

/** The names that a pattern of a right stands for: never the empty one, which nothing has. */
export function namesOf(pattern: Pattern, reading: Reading): NameSet {
  return nonEmpty(NameSet.of(pattern, reading));
}

/**
 * The vhosts that a pattern of a right stands for. A broker can have one of the empty name: no policy
 * can name it, but a wildcard takes it in, and examples show it where they can show no other.
 */
export function vhostsOf(pattern: Pattern, reading: Reading): NameSet {
  return NameSet.of(pattern, reading);
}
