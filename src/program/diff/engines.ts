import { groupBy } from '../../access/group.js';
import { Pattern } from '../../pattern/pattern.js';
import type { Entrance, GivenScope } from '../../prove/diff/access.js';
import { uncheckedKeysEntrance } from '../../prove/diff/entrance.js';
import { ACCESS_FACTS } from '../../rabbitmq/access-facts.js';
import { every } from '../../rabbitmq/claims.js';
import { engineName } from '../../rabbitmq/engines.js';
import type { Side, SideBroker } from './side.js';

/**
 * What brokers give otherwise because they run another engine, a line each: scopes are compared as they
 * are written, and what one gives may differ by release all the same.
 *
 * @param wanted the only broker that is compared, if one was asked for
 */
export function engineNotes(old: Side, now: Side, wanted: string | undefined): readonly string[] {
  return now.brokers.flatMap(({ policy }) => {
    const was = old.brokers.find(({ access }) => access.name === policy?.broker.name)?.policy;
    if (policy === undefined || was === undefined) return [];
    const [before, after] = [was.broker.engine, policy.broker.engine];
    if (wanted !== undefined && policy.broker.name !== wanted) return [];
    return ACCESS_FACTS.flatMap(({ fact, open, closed }) => {
      const holds = every(after, fact);
      if (every(before, fact) === holds) return [];
      return `broker ${policy.broker.name}, engine ${engineName(before)} → ${engineName(after)}: there ${holds ? closed : open}`;
    });
  });
}

/**
 * Whether the rights on some routing keys of one of two policies are rights on every key, by headers that
 * only the engine of the other checks: that is access, which no scope shows.
 */
export function uncheckedKeys(
  self: SideBroker,
  other: SideBroker | undefined,
): readonly Entrance[] {
  const { policy } = self;
  if (policy === undefined || other?.policy === undefined) return [];
  const isOpen = !every(policy.broker.engine, 'ccBccChecked');
  if (!isOpen || !every(other.policy.broker.engine, 'ccBccChecked')) return [];
  const named = policy.roles
    .filter(({ arn }) => [self, other].every((side) => hasKeys(side, arn.text)))
    .map(({ name }) => name);
  return named.length === 0 ? [] : [uncheckedKeysEntrance(named, policy.broker.place)];
}

/** Whether a role may publish with some keys and not with every key. */
function hasKeys({ access }: SideBroker, arn: string): boolean {
  const written = groupBy(access.roles.get(arn)?.scopes ?? [], placeOf);
  return [...written].some(
    ([place, all]) =>
      place !== '' && all.every(({ scope }) => scope.kind === 'tag' || !isAny(scope.key)),
  );
}

function isAny(key: Pattern | undefined): boolean {
  return key?.key === Pattern.any.key;
}

/** What a scope with a key is about; the empty text for other scopes. */
function placeOf({ scope }: GivenScope): string {
  if (scope.kind === 'tag' || scope.permission !== 'write' || scope.key === undefined) return '';
  return JSON.stringify([scope.vhost.key, scope.name.key]);
}
