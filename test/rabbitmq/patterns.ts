import fc from 'fast-check';
import { Bytes } from '#warren/pattern/bytes.js';
import { Pattern } from '#warren/pattern/pattern.js';
import { PERMISSIONS, type ResourceScope } from '#warren/rabbitmq/scope.js';

/** A pattern in which `*` is the wildcard. */
export function pattern(text: string): Pattern {
  return Pattern.fromBytes(text.split('*').map((literal) => Bytes.fromText(literal)));
}

/** Any patterns but the one of nothing, of any bytes, with those that could do harm more often. */
export const anyPattern: fc.Arbitrary<Pattern> = fc
  .array(
    fc.array(
      fc.oneof(
        fc.nat({ max: 255 }),
        fc.constantFrom(...'*/%+# {}$()\'"=\\\n\r:'.split('').map((c) => c.charCodeAt(0))),
      ),
      { maxLength: 12 },
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((literals) => Pattern.fromBytes(literals.map((bytes) => Bytes.from(bytes))));

/** Any scopes of resources, with a routing key or without. */
export const anyResourceScope: fc.Arbitrary<ResourceScope> = fc.record(
  {
    kind: fc.constant('resource'),
    permission: fc.constantFrom(...PERMISSIONS),
    vhost: anyPattern,
    name: anyPattern,
    key: anyPattern,
  },
  { requiredKeys: ['kind', 'permission', 'vhost', 'name'] },
);
