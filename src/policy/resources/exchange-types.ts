import type { Reading } from '../../pattern/match.js';
import { outside } from '../../pattern/include.js';
import { firstFit, glob, type NameSet } from '../../pattern/name-set.js';
import type { Pattern } from '../../pattern/pattern.js';
import { isMeant, meet, type Resource, type Resources } from './resources.js';

/** Whether a declared exchange can be of type topic: one without a type can. */
function canBeTopic({ exchangeType }: Resource): boolean {
  return exchangeType === undefined || exchangeType === 'topic';
}

/**
 * Whether in any vhost of a pattern an exchange that fits another can be a topic exchange. A
 * declaration says so of its own vhosts alone: where none speaks of the exchange, it can be of any
 * type.
 *
 * @param resources what is declared for the vhosts
 */
export function mayBeTopic(resources: Resources, vhost: Pattern, pattern: Pattern): boolean {
  const meeting = resources.typed(pattern);
  if (meeting.some(canBeTopic)) return true;
  const speaking = meeting.filter((item) => isMeant(item, pattern));
  return outside(firstFit(vhost), speaking.map(vhostsOf)).kind !== 'none';
}

/**
 * Vhosts in which no exchange that fits a pattern is a topic exchange, by what is declared: all of
 * them, save where two blocks of vhosts overlap and disagree.
 */
export function vhostsWithoutTopic(resources: Resources, pattern: Pattern): readonly NameSet[] {
  const meeting = resources.typed(pattern);
  const doubtful = new Set(meeting.filter(canBeTopic).map(vhostsOf));
  const others = meeting.filter((item) => !canBeTopic(item) && isMeant(item, pattern));
  return [...new Set(others.map(vhostsOf))].filter(
    (vhosts) => !doubtful.has(vhosts) && ![...doubtful].some((other) => meet(vhosts, other)),
  );
}

/**
 * Whether a routing key on the exchanges that fit a pattern can count by what is declared in any of
 * the vhosts. One of unknown type can, and so can the undeclared ones that a wildcard takes in where
 * exchanges need no declaration.
 */
export function hasTopicAmong(resources: Resources, pattern: Pattern, reading: Reading): boolean {
  const meeting = resources.typed(pattern, reading);
  const undeclared = !pattern.isLiteral && !resources.isClosed('exchange');
  return undeclared || meeting.length === 0 || meeting.some(canBeTopic);
}

function vhostsOf({ vhosts }: Resource): NameSet {
  return glob(vhosts);
}
