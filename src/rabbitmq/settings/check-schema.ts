import type { Engine } from '../engines.js';
import { nearest } from '../../diagnostics/nearest.js';
import { isPresent } from '../since.js';
import type { SettingProblem } from './problem.js';
import { allSchemaKeys, schemaKey } from './schema.js';
import { typeProblem } from './value-type.js';

/** Checks a key and its value against what RabbitMQ itself accepts, in every release of an engine. */
export function schemaProblem(
  engine: Engine,
  key: string,
  value: string,
): SettingProblem | undefined {
  const found = engine.releases.map((release) => ({ release, known: schemaKey(key, release) }));
  const lacking = found.filter(({ known }) => known === undefined).map(({ release }) => release);
  if (lacking.length === found.length) return unknownKey(key, knownKeys(engine));
  if (lacking.length > 0) return { kind: 'not-in-every-release', lacking };

  const types = new Set(found.flatMap(({ known }) => (known === undefined ? [] : [known.type])));
  for (const type of types) {
    const problem = typeProblem(type, value);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** The problem of a key that is not among the known ones. */
export function unknownKey(key: string, known: Iterable<string>): SettingProblem {
  const near = nearest(key, known);
  return near === undefined ? { kind: 'unknown-key' } : { kind: 'unknown-key', nearest: near };
}

function knownKeys({ releases }: Engine): string[] {
  const known = allSchemaKeys().filter(({ presence }) =>
    releases.some((release) => isPresent(presence, release)),
  );
  return known.map(({ name }) => name);
}
