import type { Details, Reporter } from '../diagnostics/reporter.js';
import type { Pattern } from '../pattern/pattern.js';
import type { ResourceKind } from '../syntax/tree.js';
import type { RightsPolicy } from '../policy/policy.js';
import type { Named, Operation, Right } from '../policy/phrases/rights.js';
import { viaProfiles } from './grants.js';

/** A name or routing key as a policy writes it, in a declaration or a phrase. */
export interface WrittenName extends Named {
  /** What it names, in words. */
  readonly what: string;
  /** What a diagnostic at the place says besides. */
  readonly extras: Details;
}

/** A habit that shows in names: how it is found in one, and what is said of it. */
export interface Habit<Found> {
  /** What gives a name away; undefined for an ordinary one. */
  readonly in: (pattern: Pattern) => Found | undefined;
  readonly tell: (found: Found, name: WrittenName, reporter: Reporter) => void;
}

/**
 * Tells of the names and keys of phrases that show a habit. A name that nothing declared can have is an
 * error already.
 */
export function tellInPhrases<Found>(
  habit: Habit<Found>,
  policy: RightsPolicy,
  reporter: Reporter,
): void {
  const check = (right: Right): void => {
    if (right.type !== 'operation') return;
    const { name, other, key, kind } = right;
    tellOf(habit, name, kind === 'super-stream' ? 'exchange' : kind, right, policy, reporter);
    if (other !== undefined) tellOf(habit, other, 'exchange', right, policy, reporter);
    if (key !== undefined) tellOf(habit, key, undefined, right, policy, reporter);
  };
  for (const { right } of policy.grants) check(right);
  for (const { rights } of policy.claims) rights.forEach(check);
}

/** @param kind undefined for a routing key */
function tellOf<Found>(
  habit: Habit<Found>,
  { pattern, place }: Named,
  kind: ResourceKind | undefined,
  operation: Operation,
  { vhosts }: RightsPolicy,
  reporter: Reporter,
): void {
  const found = habit.in(pattern);
  if (found === undefined) return;
  const resources = vhosts.of(operation.vhost);
  if (kind !== undefined && resources.isClosed(kind))
    if (resources.meeting(pattern, kind, 'glob').length === 0) return;
  const what = kind ?? 'routing key';
  habit.tell(found, { pattern, place, what, extras: viaProfiles(operation) }, reporter);
}

/** Tells of the names in declarations that show a habit; those of a topology file stand nowhere. */
export function tellInDeclarations<Found>(
  habit: Habit<Found>,
  { vhosts }: RightsPolicy,
  reporter: Reporter,
): void {
  const check = (pattern: Pattern, place: Named['place'] | undefined, what: string): void => {
    const found = place === undefined ? undefined : habit.in(pattern);
    if (found !== undefined && place !== undefined)
      habit.tell(found, { pattern, place, what, extras: {} }, reporter);
  };
  for (const { pattern, place, resources } of vhosts.declared) {
    check(pattern, place, 'vhost');
    for (const resource of resources) check(resource.pattern, resource.place, resource.kind);
  }
}
