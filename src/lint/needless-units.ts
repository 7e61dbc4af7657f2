import { isWithin, type Where } from '../aws/conditions.js';
import type { Right } from '../policy/phrases/rights.js';
import type { ResourceKind } from '../syntax/tree.js';
import type { Check } from '../access/checks.js';
import type { Role } from '../policy/names/roles.js';
import type { ResourceScope } from '../rabbitmq/scope.js';
import { grantUnits, grantParts, type GrantUnit, type Part } from './grant-units.js';
import type { HeldRights } from '../access/held-rights.js';
import { ScopeIndex } from '../access/scope-index.js';

/** A right with the unit that it belongs to. */
interface Owner {
  readonly unit: GrantUnit;
  readonly right: Right;
}

/** A unit of a role that it could do without, and what makes it so: a right for each of its own. */
export interface NeedlessUnit {
  readonly unit: GrantUnit;
  readonly coveredBy: readonly Right[];
}

/** What was found about the units of one role. */
export interface JudgedRole {
  readonly role: string;
  /** Its rights on one broker, of which the units are made. */
  readonly rights: readonly Right[];
  /** Those units that are needless, in the order of the files. */
  readonly needless: readonly NeedlessUnit[];
}

/** Judges the units of a role, given its rights on one broker. */
export function judgeRole({ name }: Role, held: HeldRights): JudgedRole {
  return { role: name, rights: held.rights, needless: needlessUnits(held) };
}

/**
 * Finds the units of one role that could be removed one after the other without a loss, the last one
 * first, so that of two equal ones the later is found. A unit is needless only where others say the same
 * over as much or more: each of its rights by one right of the same word, or by raw permissions. What is
 * permitted as a side effect of another operation does not count.
 */
function needlessUnits(held: HeldRights): readonly NeedlessUnit[] {
  const units = grantUnits(held.rights);
  if (units.length < 2) return [];
  const owned: (Owner & { readonly scope: ResourceScope })[] = [];
  const names = new Map<string, (Owner & { readonly where: Where })[]>();
  const parts = new Map<Right, readonly Part[]>();
  for (const unit of units)
    for (const right of unit.rights) {
      const gives = grantParts(right, held);
      parts.set(right, gives);
      for (const part of gives)
        if (part.type !== 'name') owned.push({ unit, right, scope: part.scope });
        else
          names.set(part.name, [
            ...(names.get(part.name) ?? []),
            { unit, right, where: part.where },
          ]);
    }

  const scopes = new ScopeIndex(owned);
  const hasRaw = held.rights.some((right) => right.type === 'operation' && RAW.has(right.word));
  const removed = new Set<GrantUnit>();
  const needless: NeedlessUnit[] = [];
  for (const unit of units.toReversed()) {
    const left = (owner: Owner): boolean => owner.unit !== unit && !removed.has(owner.unit);
    const covering = unit.rights.map((right) => sayersOf(right, left));
    if (covering.includes(undefined)) continue;
    removed.add(unit);
    needless.push({ unit, coveredBy: [...new Set(covering.flatMap((rights) => rights ?? []))] });
  }
  return needless.reverse();

  /** The rights that say what a right says: one of its own words, or raw permissions. */
  function sayersOf(right: Right, left: (owner: Owner) => boolean): readonly Right[] | undefined {
    const [first, ...rest] = parts.get(right) ?? [];
    if (first === undefined) return [];
    // Made only where some right gives the first part.
    let givers: readonly ReadonlySet<Right>[] | undefined;
    const givesRest = (owner: Owner): boolean => {
      givers ??= rest.map((part) => new Set(Array.from(owners(part), (other) => other.right)));
      return givers.every((rights) => rights.has(owner.right));
    };
    const same = find(
      owners(first),
      (owner) => left(owner) && saysTheSame(owner.right, right) && givesRest(owner),
    );
    if (same !== undefined) return [same.right];
    if (right.type !== 'operation' || !hasRaw) return undefined;
    const checks = held.checksOf(right);
    const raw = [first, ...rest].map((part, at) =>
      find(owners(part), (owner) => left(owner) && isRaw(owner.right, checks[at]?.kind)),
    );
    return raw.every((owner) => owner !== undefined) ? raw.map((owner) => owner.right) : undefined;
  }

  function owners(part: Part): Iterable<Owner> {
    if (part.type === 'name')
      return (names.get(part.name) ?? []).filter(({ where }) => isWithin(part.where, where));
    return part.type === 'access' ? scopes.entering(part.scope.vhost) : scopes.covering(part.scope);
  }
}

/**
 * Whether one right says the same operation as another. What the broker permits besides counts for nothing:
 * whoever may `declare` a queue with a dead-letter exchange may read it, and `consume` still says what a
 * role is for.
 */
function saysTheSame(one: Right, right: Right): boolean {
  if (one.type === 'api' && right.type === 'api') return one.right === right.right;
  if (one.type !== 'operation' || right.type !== 'operation') return one.type === right.type;
  return one.word === right.word && isOfKind(one.kind, right.kind);
}

function isOfKind(wider: ResourceKind, kind: ResourceKind): boolean {
  return wider === kind || wider === 'resource' || (wider === 'queue' && kind === 'stream');
}

/** Whether a right is a raw permission on a kind of thing, which says all that the permission is good for. */
function isRaw(right: Right, kind: Check['kind'] | undefined): boolean {
  if (right.type !== 'operation' || !RAW.has(right.word)) return false;
  return right.kind === 'resource' || (right.kind === 'stream' ? 'queue' : right.kind) === kind;
}

/** The verbs that are the broker's permissions themselves. */
const RAW: ReadonlySet<string> = new Set(['configure', 'write', 'read']);

function find<T>(items: Iterable<T>, wanted: (item: T) => boolean): T | undefined {
  for (const item of items) if (wanted(item)) return item;
  return undefined;
}
