import type { Pattern } from '../pattern/pattern.js';
import type { Scope } from './scope.js';

/** A scope in the form that the broker reads, without the scope prefix. */
export class EncodedScope {
  private constructor(readonly text: string) {}

  /** See `encodeScope`. */
  static of(scope: Scope): EncodedScope {
    if (scope.kind === 'tag') return new EncodedScope(`tag:${scope.tag}`);
    const { permission, vhost, name, key } = scope;
    const parts = [`${permission}:${encodePattern(vhost)}`, encodePattern(name)];
    if (key !== undefined) parts.push(encodePattern(key));
    // Joined, it is one text; an addition would be kept as a chain of its pieces.
    return new EncodedScope(parts.join('/'));
  }
}

/**
 * Encodes a scope so that neither rabbitmq.conf nor the broker reads anything else into it: letters,
 * digits and `._~-` stand for themselves, `*` is the wildcard, `/` parts the patterns, and every
 * other byte is written as `%` and two hexadecimal digits.
 *
 * @throws RangeError for a pattern that matches nothing, which no grant asks for
 */
export function encodeScope(scope: Scope): EncodedScope {
  return EncodedScope.of(scope);
}

/** What does not stand for itself; nearly no name has any of it. */
const OTHER = /[^A-Za-z0-9._~-]/;

function encodePattern(pattern: Pattern): string {
  if (pattern.isNothing) throw new RangeError('A scope cannot be made of a pattern of nothing');
  return pattern.literals
    .map(({ binary }) =>
      OTHER.test(binary) ? binary.replaceAll(/[^A-Za-z0-9._~-]/g, percent) : binary,
    )
    .join('*');
}

function percent(byte: string): string {
  return `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
