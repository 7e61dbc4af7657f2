import type { Release } from '../engines.js';
import { isPresent, type Presence } from '../since.js';
import { keyFits, keyParts } from './key.js';
import { SCHEMA } from './schema-table.js';
import type { ValueType } from './value-type.js';

/** A key that some release of RabbitMQ knows; a part that starts with `$` stands for any part. */
export interface SchemaKey {
  readonly name: string;
  readonly type: ValueType;
  readonly presence: Presence;
}

/** Every key, those without a `$` part first: the broker prefers them to the others. */
export const SCHEMA_KEYS: readonly SchemaKey[] = SCHEMA.flatMap(({ keys, ...presence }) =>
  keys
    .trim()
    .split('\n')
    .map((line) => {
      const [name = '', type = ''] = line.split(' ');
      return { name, type, presence };
    }),
).sort((a, b) => Number(a.name.includes('$')) - Number(b.name.includes('$')));

/** The key of the schema that a release reads a key of rabbitmq.conf as, if it knows one. */
export function schemaKey(key: string, release: Release): SchemaKey | undefined {
  const parts = keyParts(key);
  if (parts === undefined) return undefined;
  return SCHEMA_KEYS.find(
    ({ name, presence }) => keyFits(parts, name) && isPresent(presence, release),
  );
}
