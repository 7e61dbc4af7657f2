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

/** Those without a `$` part first: the broker prefers them to the others. */
const literalFirst = (a: SchemaKey, b: SchemaKey): number =>
  Number(a.name.includes('$')) - Number(b.name.includes('$'));

let all: readonly SchemaKey[] | undefined;

/** Every key, those without a `$` part first. */
export function allSchemaKeys(): readonly SchemaKey[] {
  return (all ??= tableLines().map(keyOf).sort(literalFirst));
}

/** A line of the table, and the releases that it counts for. */
interface TableLine {
  readonly line: string;
  readonly presence: Presence;
}

function tableLines(): TableLine[] {
  return SCHEMA.flatMap(({ keys, ...presence }) =>
    keys
      .trim()
      .split('\n')
      .map((line) => ({ line, presence })),
  );
}

function keyOf({ line, presence }: TableLine): SchemaKey {
  const [name = '', type = ''] = line.split(' ');
  return { name, type, presence };
}

/** The key of the schema that a release reads a key of rabbitmq.conf as, if it knows one. */
export function schemaKey(key: string, release: Release): SchemaKey | undefined {
  const parts = keyParts(key);
  if (parts === undefined) return undefined;
  return allSchemaKeys().find(
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

const NOTHING: Branch = branch();
const roots = new Map<string, Branch>();
let byFirstWord: ReadonlyMap<string, readonly TableLine[]> | undefined;

/** What a first word leads to. A configuration is of few first words, and the table is long. */
function rootOf(word: string): Branch {
  const known = roots.get(word);
  if (known !== undefined) return known;
  const lines = (byFirstWord ??= linesByFirstWord()).get(word);
  if (lines === undefined) return NOTHING;
  const root = branch();
  for (const key of lines.map(keyOf).sort(literalFirst)) plant(key, root);
  roots.set(word, root);
  return root;
}

function linesByFirstWord(): ReadonlyMap<string, readonly TableLine[]> {
  const found = new Map<string, TableLine[]>();
  for (const one of tableLines()) {
    const word = one.line.slice(0, one.line.search(/[. ]|$/));
    const known = found.get(word);
    if (known === undefined) found.set(word, [one]);
    else known.push(one);
  }
  return found;
}

/**
 * The keys of the schemas that one of rabbitmq.conf may be read as by any release, in time that grows
 * with its parts alone; those that take a part literally come first, and hide the others.
 */
export function schemaKeys(parts: readonly string[]): readonly SchemaKey[] {
  const [first = '', ...more] = parts;
  return more
    .reduce<readonly Branch[]>(
      (branches, part) => branches.flatMap(({ words, any }) => [...branchOf(words, part), ...any]),
      [rootOf(first)],
    )
    .flatMap(({ keys }) => keys);
}

function branch(): Branch {
  return { words: new Map(), any: [], keys: [] };
}

function plant(key: SchemaKey, root: Branch): void {
  let at = root;
  for (const part of key.name.split('.').slice(1)) {
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
