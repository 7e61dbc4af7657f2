import { includes } from '../../pattern/include.js';
import { glob, type NameSet } from '../../pattern/name-set.js';
import { isMeant, type Resource } from '../../policy/resources/resources.js';
import { builtInExchanges } from '../../rabbitmq/built-in.js';
import type { Check } from '../../access/checks.js';
import type { Context } from '../../access/context.js';
import type { Conditions } from './region.js';
import { vhostClasses } from './vhost-classes.js';

/** Where a check is about something else than a topic exchange. */
export interface NotTopic {
  readonly regions: readonly Conditions[];
  /** Whether that is all: it is not where the declarations tell too many vhosts apart. */
  readonly complete: boolean;
}

/**
 * The vhosts and names of a check that can be of something else than a topic exchange, where the
 * broker checks no routing key. A declaration speaks of the vhosts of its block. One of unknown type
 * can be something else, and so can every name in a vhost where none is declared that the check
 * could mean. A `resource` may always be a queue.
 *
 * @param within the vhosts that count
 */
export function notTopic({ kind, name, on }: Check, within: NameSet, context: Context): NotTopic {
  if (kind === 'resource') return { regions: [{}], complete: true };
  const meeting = context.resourcesOf(within.pattern).typed(name, 'glob');
  const others = meeting.filter((item) => !isTopic(item));
  const named = others.map(({ vhosts, pattern, place }) => ({
    vhost: { all: [glob(vhosts)], none: [] },
    // What a vhost has by itself keeps its type whatever a wildcard declares.
    [on]: { all: [glob(pattern)], none: place === undefined ? [] : builtInTopics },
  }));
  const { classes, complete } = vhostClasses(within, meeting);
  const undeclared = classes
    .filter(({ declared }) => canBeOther(declared))
    .map(({ vhosts, declared }) => ({
      vhost: vhosts,
      [on]: { all: [], none: declared.map(({ pattern }) => glob(pattern)) },
    }));
  return { regions: [...named, ...undeclared], complete };

  /** What nobody declares is taken for any type that the declared ones have, and for any if there is none. */
  function canBeOther(declared: readonly Resource[]): boolean {
    const names = glob(name);
    if (declared.some(({ pattern }) => includes(glob(pattern), names))) return false;
    return !declared.some((item) => isMeant(item, name)) || !declared.every(isTopic);
  }
}

/** The exchanges of every vhost that are of type topic. */
const builtInTopics = builtInExchanges
  .filter(({ type }) => type === 'topic')
  .map(({ pattern }) => glob(pattern));

/** Whether what is declared is a topic exchange for sure. */
export function isTopic({ exchangeType }: Resource): boolean {
  return exchangeType === 'topic';
}
