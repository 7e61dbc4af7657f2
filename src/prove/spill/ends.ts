import { includes } from '../../pattern/include.js';
import type { Bytes } from '../../pattern/bytes.js';
import { firstFit, glob, type NameSet } from '../../pattern/name-set.js';
import { Pattern } from '../../pattern/pattern.js';
import { isMeant, type Resource } from '../../policy/resources/resources.js';
import { DEFAULT_EXCHANGE, REPLY_TO } from '../../rabbitmq/built-in.js';
import type { Check } from '../../access/checks.js';
import type { Context } from '../../access/context.js';
import type { HeldRights } from '../../access/held-rights.js';
import type { OperationGrant } from './found.js';

/** Every key, and every text of a binding key. */
export const EVERY = firstFit(Pattern.any);

/** A permission that a grant gives on names, with the keys of the topic permission if there is one. */
export interface Permit {
  readonly grant: OperationGrant;
  readonly check: Check;
  readonly vhosts: NameSet;
  readonly names: NameSet;
  readonly keys: NameSet | undefined;
}

/** One end of a binding that a grant gives: declared things, or some of them, and the keys that count. */
export interface End {
  readonly grant: OperationGrant;
  readonly vhosts: NameSet;
  readonly thing: Resource;
  /** Those names of the thing that the grant reaches. */
  readonly names: NameSet;
  /** Keys of the topic permission where the thing may be a topic exchange, else every key. */
  readonly keys: NameSet;
  /** Whether the grant asks for the permission on this kind of thing. */
  readonly isAsked: boolean;
}

/** The messages that a binding would make arrive. */
export interface Region {
  readonly vhosts: NameSet;
  readonly source: NameSet;
  /** Texts of binding keys. */
  readonly keys: NameSet;
  readonly thing: Resource;
  readonly destination: NameSet;
}

/** A vhost, an exchange, a routing key, and what its messages arrive in. */
export type Point = readonly [vhost: Bytes, source: Bytes, key: Bytes, destination: Bytes];

/** The permissions that some grants of operations give. */
export function permitsOf(grants: readonly OperationGrant[], held: HeldRights): readonly Permit[] {
  const permits: Permit[] = [];
  for (const grant of grants) {
    const { right } = grant;
    const scopes = held.scopesOf(right);
    for (const [at, check] of held.checksOf(right).entries()) {
      const scope = scopes[at];
      const key = scope?.kind === 'resource' ? scope.key : undefined;
      const [vhosts, names] = [firstFit(right.vhost), firstFit(check.name)];
      permits.push({ grant, check, vhosts, names, keys: key && firstFit(key) });
    }
  }
  return permits;
}

/** Whether a check is about things of a kind, as far as phrases tell them apart. */
export function isAbout({ kind }: Check, wanted: 'queue' | 'exchange'): boolean {
  return kind === wanted || kind === 'resource';
}

/** Whether what is declared is a queue to bindings. */
export function kindOf({ kind }: Resource): 'queue' | 'exchange' {
  return kind === 'exchange' ? 'exchange' : 'queue';
}

/** The things that permits to write may be used to bind, each with its names once. */
export function destinations(permits: readonly Permit[], context: Context): readonly End[] {
  const writes = permits.filter(({ check }) => check.permission === 'write');
  return eachOnce(
    writes.flatMap((permit) =>
      (['queue', 'exchange'] as const).flatMap((kind) => endsOf(permit, kind, context)),
    ),
  );
}

/** The exchanges that permits to read may be used to bind something to. */
export function sources(permits: readonly Permit[], context: Context): readonly End[] {
  const reads = permits.filter(({ check }) => check.permission === 'read');
  return eachOnce(reads.flatMap((permit) => endsOf(permit, 'exchange', context)));
}

function endsOf(
  { grant, check, vhosts, names, keys }: Permit,
  kind: 'queue' | 'exchange',
  { resourcesOf }: Context,
): readonly End[] {
  const isAsked = isAbout(check, kind);
  const ends: End[] = [];
  for (const thing of resourcesOf(grant.right.vhost).meeting(check.name, kind)) {
    if (!canBeBound(thing)) continue;
    // A wildcard that does not start as the names of what every vhost has do does not mean that.
    if (!isMeant(thing, check.name) || (!isAsked && thing.place === undefined)) continue;
    const counting = check.permission === 'read' ? keysOn(thing, keys) : EVERY;
    if (counting === undefined) continue;
    ends.push({ grant, vhosts, thing, names: part(names, thing), keys: counting, isAsked });
  }
  return ends;
}

/** The keys that count on an exchange; undefined where it is a topic exchange and there is no topic permission. */
export function keysOn({ exchangeType }: Resource, keys: NameSet | undefined): NameSet | undefined {
  if (exchangeType === 'topic') return keys;
  return exchangeType === undefined ? (keys ?? EVERY) : EVERY;
}

/** Nothing can be bound to the default exchange, nor can it be bound, nor where replies are waited for. */
function canBeBound({ pattern: { key } }: Resource): boolean {
  return key !== DEFAULT_EXCHANGE.key && key !== REPLY_TO.key;
}

/** The names that a permission reaches of a thing; where neither holds the other, all of the permission's. */
function part(names: NameSet, { pattern }: Resource): NameSet {
  const declared = glob(pattern);
  return includes(names, declared) ? declared : names;
}

/** The ends without those that one before them holds, those that were asked for in their kind first. */
function eachOnce(ends: readonly End[]): readonly End[] {
  const seen = new Map<Resource, End[]>();
  return [
    ...ends.filter(({ isAsked }) => isAsked),
    ...ends.filter(({ isAsked }) => !isAsked),
  ].filter((end) => {
    const known = seen.get(end.thing);
    if (known === undefined) seen.set(end.thing, [end]);
    else if (known.some((one) => isSame(one, end))) return false;
    else known.push(end);
    return true;
  });
}

function isSame(a: End, b: End): boolean {
  return a.vhosts.key === b.vhosts.key && a.names.key === b.names.key && a.keys.key === b.keys.key;
}
