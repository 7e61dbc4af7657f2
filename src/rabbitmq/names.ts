import type { Pattern } from '../pattern/pattern.js';

/** Names and routing keys travel in AMQP's short strings, of at most this many bytes. */
const MAX_NAME_BYTES = 255;

/** What cannot be the name of a vhost, queue or exchange, or a routing key. */
export type NameProblem =
  | { readonly kind: 'empty' }
  /** RabbitMQ takes CR and LF out of the names of queues and exchanges. */
  | { readonly kind: 'line-break' }
  | { readonly kind: 'too-long'; readonly bytes: number };

/** Why a pattern is none of the names of vhosts, queues or exchanges; undefined where it may be. */
export function checkName(pattern: Pattern): NameProblem | undefined {
  if (pattern.isLiteral && pattern.first.length === 0) return { kind: 'empty' };
  return checkKey(pattern);
}

/** Why a pattern is none of the routing keys, among which is the empty one. */
export function checkKey(pattern: Pattern): NameProblem | undefined {
  if (pattern.literals.some(({ binary }) => /[\r\n]/.test(binary))) return { kind: 'line-break' };
  const bytes = pattern.literals.reduce((sum, literal) => sum + literal.length, 0);
  return bytes > MAX_NAME_BYTES ? { kind: 'too-long', bytes } : undefined;
}
