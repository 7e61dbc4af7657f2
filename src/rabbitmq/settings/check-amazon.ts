import type { Engine } from '../engines.js';
import { isPresent } from '../since.js';
import { AMAZON_FAMILIES, AMAZON_KEYS, AMAZON_REFUSED, AMAZON_URLS } from './amazon-mq.js';
import { schemaProblem, unknownKey } from './check-schema.js';
import { keyFits, keyParts } from './key.js';
import type { SettingProblem } from './problem.js';
import { typeProblem } from './value-type.js';

/** Checks a key and its value against what a configuration of Amazon MQ may hold. */
export function amazonProblem(
  engine: Engine,
  key: string,
  value: string,
): SettingProblem | undefined {
  const parts = keyParts(key);
  const fits = (pattern: string): boolean => parts !== undefined && keyFits(parts, pattern);

  const refused = AMAZON_REFUSED.find(({ keys }) => keys.some(fits));
  if (refused !== undefined) return { kind: 'refused', reason: refused.reason };
  if (AMAZON_FAMILIES.some(fits)) {
    const problem = schemaProblem(engine, key, value);
    if (problem !== undefined || !AMAZON_URLS.keys.some(fits)) return problem;
    return typeProblem(AMAZON_URLS.type, value);
  }

  const row = AMAZON_KEYS.find(({ keys }) => keys.some(fits));
  if (row === undefined) return unknownKey(key, knownKeys(engine));
  const lacking = engine.releases.filter((release) => !isPresent(row, release));
  if (lacking.length > 0) return { kind: 'not-in-every-release', lacking };
  return typeProblem(row.type, value);
}

function knownKeys({ releases }: Engine): string[] {
  const known = AMAZON_KEYS.filter((row) => releases.every((release) => isPresent(row, release)));
  return known.flatMap(({ keys }) => keys);
}
