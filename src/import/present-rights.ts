import { Bytes } from '../pattern/bytes.js';
import type { Pattern } from '../pattern/pattern.js';
import type { Permission } from '../rabbitmq/scope.js';
import type { Definitions, TopicPermission, UserPermission } from './definitions.js';
import { ExpressionAutomaton, takes, TooComplex } from './expression-automaton.js';
import { patternsOf } from './expression-patterns.js';
import { readExpression } from './regular-expression.js';

/** What the broker's own users may do now, asked name by name as the broker asks. */
export class PresentRights {
  readonly #automata = new Map<string, ExpressionAutomaton | undefined>();
  readonly #permissions: ReadonlyMap<string, UserPermission>;
  readonly #topics: ReadonlyMap<string, TopicPermission>;

  constructor(private readonly definitions: Definitions) {
    const { permissions, topicPermissions } = definitions;
    this.#permissions = new Map(permissions.map((one) => [keyOf(one.user, one.vhost), one]));
    this.#topics = new Map(
      topicPermissions.map((one) => [keyOf(one.user, one.vhost, one.exchange), one]),
    );
  }

  /** Whether a user is the broker's own, so that its rights are known. */
  knows(user: string): boolean {
    return this.definitions.users.has(user);
  }

  /**
   * Whether a user may do something with a queue or an exchange; the default one is empty. Of a user that
   * is not the broker's own, and of an expression that is not understood, it is yes.
   */
  allows(user: string, vhost: string, permission: Permission, name: string): boolean {
    if (!this.knows(user)) return true;
    const own = this.#permissions.get(keyOf(user, vhost));
    if (own === undefined) return false;
    return this.#has(own[permission], name === '' ? 'amq.default' : name);
  }

  /**
   * The routing keys on which a user may write to, or read from, a topic exchange, as patterns that say no
   * more; undefined where it is every key.
   */
  keys(
    user: string,
    vhost: string,
    permission: 'write' | 'read',
    exchange: string,
  ): { readonly patterns: readonly Pattern[]; readonly expression: string } | undefined {
    const own = this.#topics.get(keyOf(user, vhost, exchange));
    if (own === undefined) return undefined;
    const expression = expanded(own[permission], user, vhost);
    return { patterns: patternsOf(expression, 'keys').patterns, expression };
  }

  /** Whether a user may bind with a key to a topic exchange. */
  allowsKey(user: string, vhost: string, exchange: string, key: string): boolean {
    const own = this.#topics.get(keyOf(user, vhost, exchange));
    return own === undefined || this.#has(expanded(own.read, user, vhost), key);
  }

  #has(expression: string, name: string): boolean {
    if (!this.#automata.has(expression)) this.#automata.set(expression, automatonOf(expression));
    try {
      const automaton = this.#automata.get(expression);
      return automaton === undefined || takes(automaton, Bytes.fromText(name));
    } catch (thrown) {
      if (thrown instanceof TooComplex) return true;
      throw thrown;
    }
  }
}

/** No name holds the character between. */
function keyOf(...names: readonly string[]): string {
  return names.join('\u0000');
}

/** The variables that RabbitMQ replaces in topic permissions. */
function expanded(expression: string, user: string, vhost: string): string {
  return expression.replaceAll('{username}', () => user).replaceAll('{vhost}', () => vhost);
}

function automatonOf(expression: string): ExpressionAutomaton | undefined {
  // RabbitMQ takes the empty expression for `^$`.
  const read = readExpression(expression === '' ? '^$' : expression);
  if (!read.ok) return undefined;
  try {
    return new ExpressionAutomaton(read.expression);
  } catch (thrown) {
    if (thrown instanceof TooComplex) return undefined;
    throw thrown;
  }
}
