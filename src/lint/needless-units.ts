import { isWithin, type Where } from '../aws/conditions.js';
import type { Right } from '../policy/phrases/rights.js';
import { verbOf } from '../syntax/words.js';
import type { Role } from '../policy/names/roles.js';
import type { ResourceScope } from '../rabbitmq/scope.js';
import { grantUnits, partsOf, type GrantUnit, type Part } from './grant-units.js';
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
 * first, so that of two equal ones the later is found. A scope must be covered by a single other one.
 */
function needlessUnits(held: HeldRights): readonly NeedlessUnit[] {
  const units = grantUnits(held.rights);
  if (units.length < 2) return [];
  const owned: (Owner & { readonly scope: ResourceScope })[] = [];
  const names = new Map<string, (Owner & { readonly where: Where })[]>();
  const parts = new Map<Right, readonly Part[]>();
  for (const unit of units)
    for (const right of unit.rights) {
      const gives = partsOf(right, held);
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
  const removed = new Set<GrantUnit>();
  const needless: NeedlessUnit[] = [];
  for (const unit of units.toReversed()) {
    const covering = new Set<Right>();
    const isNeedless = unit.rights.every((right) =>
      (parts.get(right) ?? []).every((part) => {
        const other = find(
          owners(part),
          (owner) =>
            owner.unit !== unit && !removed.has(owner.unit) && !areSisters(owner.right, right),
        );
        if (other !== undefined) covering.add(other.right);
        return other !== undefined;
      }),
    );
    if (!isNeedless) continue;
    removed.add(unit);
    needless.push({ unit, coveredBy: [...covering] });
  }
  return needless.reverse();

  function owners(part: Part): Iterable<Owner> {
    if (part.type === 'name')
      return (names.get(part.name) ?? []).filter(({ where }) => isWithin(part.where, where));
    return part.type === 'access' ? scopes.entering(part.scope.vhost) : scopes.covering(part.scope);
  }
}

/**
 * Whether two rights are said as two although the broker has one for both: `declare` and `delete` in
 * one phrase, and `bind` and `unbind`, which no phrase can hold together.
 */
function areSisters(a: Right, b: Right): boolean {
  if (a.type !== 'operation' || b.type !== 'operation' || a.word === b.word) return false;
  const [one, two] = [verbOf(a.word)?.requires, verbOf(b.word)?.requires];
  return (one !== undefined && two !== undefined && one !== two) || samePhrase(a, b);
}

function samePhrase(a: Right, b: Right): boolean {
  const [one, two] = [a.place, b.place];
  return one.source === two.source && one.range.start === two.range.start;
}

function find<T>(items: Iterable<T>, wanted: (item: T) => boolean): T | undefined {
  for (const item of items) if (wanted(item)) return item;
  return undefined;
}
