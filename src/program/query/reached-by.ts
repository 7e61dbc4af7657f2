import type { Pattern } from '../../pattern/pattern.js';
import { patternText } from '../../policy/phrases/phrase-text.js';
import type { Permission } from '../../rabbitmq/scope.js';
import { phraseOf } from './phrases.js';
import type { QueryableBroker } from './queryable.js';
import { whoOn, type WhoAnswer } from './who.js';

/** Who has a permission on something that is declared. */
export interface ReachedBy {
  readonly permission: Permission;
  readonly answer: WhoAnswer;
}

const permissions: readonly Permission[] = ['configure', 'write', 'read'];

/** Finds who can do what with the queue or exchange of a name, by what the broker checks. */
export function reachedBy(
  name: Pattern,
  vhost: Pattern,
  broker: QueryableBroker,
): readonly ReachedBy[] {
  return permissions.map((permission) => {
    const phrase = phraseOf(`${permission} resource ${patternText(name)}`);
    return { permission, answer: whoOn(broker, phrase, vhost) };
  });
}
