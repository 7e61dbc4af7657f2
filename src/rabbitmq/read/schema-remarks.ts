import { nearest } from '../../diagnostics/nearest.js';
import { schemaKeys, allSchemaKeys } from '../settings/schema.js';
import { typeProblem } from '../settings/value-type.js';
import type { Remark } from './remark.js';
import type { ReadSetting } from './settings.js';

/**
 * The first words of the keys that say who may sign in. A key of them that RabbitMQ does not know stops
 * the boot; another may belong to a plugin that RabbitMQ does not come with.
 */
const OWN: readonly string[] = ['auth_oauth2', 'auth_backends', 'auth_cache'];

/** Names and lists with a nearest one are looked for so often, for a file may hold any number. */
const MOST_OFFERS = 20;

/**
 * What stops the boot by the schema of every release: a key that none of them knows, and a value that
 * none of them takes.
 */
export function schemaRemarks(settings: Iterable<ReadSetting>): readonly Remark[] {
  const remarks: Remark[] = [];
  for (const { key, value, place } of settings) {
    const subject = key.join('.');
    const known = schemaKeys(key);
    // An alias with a wrong attribute has a remark of its own.
    const isAlias = key[0] === 'auth_oauth2' && key[1] === 'scope_aliases';
    if (known.length === 0 && OWN.includes(key[0] ?? '') && !isAlias) {
      const near = remarks.length < MOST_OFFERS ? nearest(subject, ownKeys()) : undefined;
      remarks.push({ kind: 'unknown-key', place, subject, ...(near && { instead: near }) });
    }
    const problems = known.map(({ type }) => typeProblem(type, value));
    const [problem] = problems;
    if (problem === undefined || problems.includes(undefined)) continue;
    const instead = problem.kind === 'wrong-type' ? problem.expected : 'a number in its range';
    remarks.push({ kind: 'wrong-value', place, subject, instead });
  }
  return remarks;
}

function ownKeys(): readonly string[] {
  return allSchemaKeys()
    .map(({ name }) => name)
    .filter((name) => OWN.includes(name.split('.', 1)[0] ?? ''));
}
