import { glob, type NameSet } from '../pattern/name-set.js';
import type { Resources } from '../policy/resources.js';
import type { Check } from './checks.js';

/** Names that are in all of some sets and in none of others. */
export interface Names {
  readonly all: readonly NameSet[];
  readonly none: readonly NameSet[];
}

/** Every name. */
const ANY_NAME: Names = { all: [], none: [] };

/**
 * The names of a check that can be of something else than a topic exchange, where the broker checks
 * no routing key. A declared exchange of unknown type can, and where none is declared that the check
 * could mean, every name can. A `resource` may always be a queue.
 */
export function notTopic({ kind, name }: Check, resources: Resources): readonly Names[] {
  const declared = resources.meeting(name, 'exchange', 'glob');
  if (kind === 'resource' || declared.length === 0) return [ANY_NAME];
  const others = declared.filter(({ exchangeType }) => exchangeType !== 'topic');
  if (others.length === 0) return [];
  // What nobody declares is taken for any type that the declared ones have.
  const undeclared: Names = { all: [], none: declared.map(({ pattern }) => glob(pattern)) };
  return [...others.map(({ pattern }) => ({ all: [glob(pattern)], none: [] })), undeclared];
}
