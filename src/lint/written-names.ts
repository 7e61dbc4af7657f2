import type { Details, Reporter } from '../diagnostics/reporter.js';
import type { Pattern } from '../pattern/pattern.js';
import { topicOfKey } from '../rabbitmq/mqtt.js';
import { resourceKinds } from '../syntax/words.js';
import { namedKind } from '../policy/resources/resources.js';
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
    const { name, other, key, kind, client } = right;
    if (kind === 'mqtt') {
      // Its key is written as a topic.
      if (key !== undefined)
        tellOf(
          habit,
          { ...key, pattern: topicOfKey(key.pattern) },
          'topic',
          right,
          policy,
          reporter,
        );
      if (client !== undefined) tellOf(habit, client, 'client id', right, policy, reporter);
      return;
    }
    tellOf(habit, name, namedKind(kind), right, policy, reporter);
    if (other !== undefined) tellOf(habit, other, 'exchange', right, policy, reporter);
    if (key !== undefined) tellOf(habit, key, 'routing key', right, policy, reporter);
  };
  for (const { right } of policy.grants) check(right);
  for (const { rights } of policy.claims) rights.forEach(check);
}

/** @param what a kind of things, of which names may be declared, or what else it names, in words */
function tellOf<Found>(
  habit: Habit<Found>,
  { pattern, place }: Named,
  what: ResourceKind | 'routing key' | 'topic' | 'client id',
  operation: Operation,
  { vhosts }: RightsPolicy,
  reporter: Reporter,
): void {
  const found = habit.in(pattern);
  if (found === undefined) return;
  const resources = vhosts.of(operation.vhost);
  if (isKind(what) && resources.isClosed(what))
    if (resources.meeting(pattern, what, 'glob').length === 0) return;
  habit.tell(found, { pattern, place, what, extras: viaProfiles(operation) }, reporter);
}

function isKind(what: string): what is ResourceKind {
  return resourceKinds.some((kind) => kind === what);
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
