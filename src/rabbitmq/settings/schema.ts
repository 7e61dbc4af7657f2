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

/** The keys below one word of a key, by the next word. */
interface Branch {
  readonly words: Map<string, Branch>;
  /** What a part that starts with `$` leads to. */
  readonly any: Branch[];
  readonly keys: SchemaKey[];
}

const ROOT: Branch = branch();
for (const key of SCHEMA_KEYS) plant(key);

/**
 * The keys of the schemas that one of rabbitmq.conf may be read as by any release, in time that grows
 * with its parts alone; those that take a part literally come first, and hide the others.
 */
export function schemaKeys(parts: readonly string[]): readonly SchemaKey[] {
  return parts
    .reduce<readonly Branch[]>(
      (branches, part) => branches.flatMap(({ words, any }) => [...branchOf(words, part), ...any]),
      [ROOT],
    )
    .flatMap(({ keys }) => keys);
}

function branch(): Branch {
  return { words: new Map(), any: [], keys: [] };
}

function plant(key: SchemaKey): void {
  let at = ROOT;
  for (const part of key.name.split('.')) {
    const open = part.startsWith('$');
    const next = (open ? at.any[0] : at.words.get(part)) ?? branch();
    if (!open) at.words.set(part, next);
    else if (at.any.length === 0) at.any.push(next);
    at = next;
  }
  at.keys.push(key);
}

function branchOf(words: ReadonlyMap<string, Branch>, part: string): readonly Branch[] {
  const found = words.get(part);
  return found === undefined ? [] : [found];
}
