import { isWithin, type Where } from '../aws/conditions.js';
import type { BrokerPolicy } from '../policy/policy.js';
import type { Right } from '../policy/phrases/rights.js';
import type { Role } from '../policy/names/roles.js';
import { grantUnits, partsOf, type GrantUnit, type Part } from './grant-units.js';
import { RoleScopes } from '../access/role-scopes.js';

/** A right with the unit that it belongs to. */
interface Owner {
  readonly unit: GrantUnit;
  readonly right: Right;
}

/** A unit of a role, and what makes it needless: a right for each of its own, or nothing. */
export interface JudgedUnit {
  readonly unit: GrantUnit;
  readonly coveredBy: readonly Right[] | undefined;
}

/** The units of one role, judged. */
export interface JudgedRole {
  readonly role: string;
  readonly units: readonly JudgedUnit[];
}

/** Judges the units of a role, given what `policiesByRole` makes of the policy for it. */
export function judgeRole({ name }: Role, policy: BrokerPolicy): JudgedRole {
  const rights = policy.grants.map(({ right }) => right);
  return { role: name, units: judgeUnits(rights, policy) };
}

/**
 * Finds the units of one role that could be removed one after the other without a loss, the last one
 * first, so that of two equal ones the later is found. A scope must be covered by a single other one.
 */
function judgeUnits(rights: readonly Right[], policy: BrokerPolicy): readonly JudgedUnit[] {
  const units = grantUnits(rights);
  if (units.length < 2) return units.map((unit) => ({ unit, coveredBy: undefined }));
  const scopes = new RoleScopes<Owner>();
  const names = new Map<string, (Owner & { readonly where: Where })[]>();
  const parts = new Map<Right, readonly Part[]>();
  for (const unit of units)
    for (const right of unit.rights) {
      const gives = partsOf(right, policy);
      parts.set(right, gives);
      for (const part of gives)
        if (part.type !== 'name') scopes.add(part.scope, { unit, right });
        else
          names.set(part.name, [
            ...(names.get(part.name) ?? []),
            { unit, right, where: part.where },
          ]);
    }

  const removed = new Set<GrantUnit>();
  const judged = units.toReversed().map((unit) => {
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
    if (isNeedless) removed.add(unit);
    return { unit, coveredBy: isNeedless ? [...covering] : undefined };
  });
  return judged.reverse();

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
  const [one, two] = [a.verb.requires, b.verb.requires];
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
