import type { JsonObject } from '../policy/resources/topology.js';
import type { Resource } from '../policy/resources/resources.js';
import { Bytes } from '../pattern/bytes.js';
import { Pattern } from '../pattern/pattern.js';
import { finderOf } from './conditioned.js';
import { takes, TooComplex, type Finder } from './expression-automaton.js';
import { readExpression } from './regular-expression.js';

/** What one of the broker's own policies sets for what it takes. */
interface BrokerPolicy {
  /** Undefined where its pattern is not understood. */
  readonly finder: Finder | undefined;
  readonly appliesTo: string;
  readonly definition: JsonObject;
  readonly priority: number;
}

/** The settings that name another exchange, by what they are for. */
const OTHER = { exchange: 'alternate-exchange', queue: 'dead-letter-exchange' } as const;

/**
 * The broker's policies of one vhost, which set what the arguments of an exchange or a queue do not. Of
 * several that take a name the one with the highest priority counts, and it alone. Source:
 * rabbitmq/rabbitmq-server v4.3.5, rabbit_policy, match and matches_type.
 */
export class BrokerPolicies {
  readonly #byPriority: readonly BrokerPolicy[];

  constructor(objects: readonly JsonObject[]) {
    this.#byPriority = objects.map(policyOf).toSorted((a, b) => b.priority - a.priority);
  }

  /**
   * The dead-letter or alternate exchange that a policy sets for what has none of its own; undefined
   * where there is none, or where it cannot be told.
   *
   * @param entry what the export says of it
   */
  otherOf(
    { kind, pattern }: Pick<Resource, 'kind' | 'pattern'>,
    entry: JsonObject,
  ): Pattern | undefined {
    // What is in a stream is never dead.
    if (kind === 'stream') return undefined;
    const meant = this.#byPriority.filter(({ appliesTo }) => applies(appliesTo, kind, entry));
    for (const { finder, definition } of meant) {
      const found = finder && isTaken(finder, pattern.first);
      if (found === undefined) return undefined;
      const other = definition[OTHER[kind]];
      if (found)
        return typeof other === 'string'
          ? Pattern.literal(other === '' ? 'amq.default' : other)
          : undefined;
    }
    return undefined;
  }
}

/** Whether a policy sets the dead-letter or alternate exchange of anything. */
export function setsOther(definition: JsonObject): string | undefined {
  return Object.values(OTHER).find((key) => Object.hasOwn(definition, key));
}

/** Whether it can be told which names a policy takes. */
export function isUnderstood(object: JsonObject): boolean {
  return policyOf(object).finder !== undefined;
}

function policyOf(object: JsonObject): BrokerPolicy {
  const { pattern, definition, priority, 'apply-to': appliesTo } = object;
  return {
    finder: typeof pattern === 'string' ? finderIn(pattern) : undefined,
    appliesTo: typeof appliesTo === 'string' ? appliesTo : 'all',
    definition: isObject(definition) ? definition : {},
    priority: typeof priority === 'number' ? priority : 0,
  };
}

/** Here the empty expression takes every name. */
function finderIn(pattern: string): Finder | undefined {
  const read = readExpression(pattern);
  try {
    return read.ok && !read.varies ? finderOf(read) : undefined;
  } catch (thrown) {
    if (thrown instanceof TooComplex) return undefined;
    throw thrown;
  }
}

function isTaken(finder: Finder, name: Bytes): boolean | undefined {
  try {
    return takes(finder, name);
  } catch (thrown) {
    if (thrown instanceof TooComplex) return undefined;
    throw thrown;
  }
}

function applies(appliesTo: string, kind: 'exchange' | 'queue', entry: JsonObject): boolean {
  if (appliesTo === 'all') return true;
  if (kind === 'exchange') return appliesTo === 'exchanges';
  if (appliesTo === 'queues') return true;
  const args = entry['arguments'];
  const type = entry['type'] ?? (isObject(args) ? args['x-queue-type'] : undefined);
  return appliesTo === `${typeof type === 'string' ? type : 'classic'}_queues`;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
