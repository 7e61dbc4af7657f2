import { Memo } from '../../pattern/memo.js';
import { engineName, type Engine } from '../engines.js';
import { isPresent } from '../since.js';
import { AMAZON_FAMILIES, AMAZON_KEYS, AMAZON_REFUSED } from './amazon-mq.js';
import { keyFits, keyParts } from './key.js';
import { REFUSED, WRITTEN } from './rules.js';
import { allSchemaKeys } from './schema.js';
import type { ValueType } from './value-type.js';

/** A key that a policy may set. */
export interface SettableKey {
  /** A part that may be any word is written as what it stands for, such as `name`. */
  readonly key: string;
  readonly type: ValueType;
}

/** A policy rarely has brokers of more engines than this. */
const known = new Memo<string, readonly SettableKey[]>(8);

/** The keys of rabbitmq.conf that a policy may set, whatever the value, on every release of an engine. */
export function settableKeys(engine: Engine): readonly SettableKey[] {
  return known.get(engineName(engine), () =>
    keysOf(engine)
      .map(({ key, type }) => ({ key: key.replaceAll('$', ''), type }))
      .filter(({ key }) => !isRuledOut(key)),
  );
}

/** Every key that the engine takes; of Amazon MQ's families those that its RabbitMQ knows. */
function keysOf(engine: Engine): readonly SettableKey[] {
  const schema = allSchemaKeys()
    .filter(({ presence }) => engine.releases.every((release) => isPresent(presence, release)))
    .map(({ name, type }) => ({ key: name, type }));
  if (engine.product !== 'amazon-mq') return schema;
  const rows = AMAZON_KEYS.filter((row) =>
    engine.releases.every((release) => isPresent(row, release)),
  );
  const ofFamilies = schema.filter(
    ({ key }) =>
      fitsAny(key, AMAZON_FAMILIES) && !AMAZON_REFUSED.some(({ keys }) => fitsAny(key, keys)),
  );
  return [...rows.flatMap(({ keys, type }) => keys.map((key) => ({ key, type }))), ...ofFamilies];
}

/** Whether the compiler writes the key itself, or it would open a way round the policy. */
function isRuledOut(key: string): boolean {
  return [...WRITTEN, ...REFUSED].some(
    ({ keys, except }) => fitsAny(key, keys) && except?.includes(key) !== true,
  );
}

function fitsAny(key: string, patterns: readonly string[]): boolean {
  const parts = keyParts(key.replaceAll('$', ''));
  return parts !== undefined && patterns.some((pattern) => keyFits(parts, pattern));
}
