import { releasesOf, type Engine } from '../engines.js';
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
  if (!row.lines.includes(engine.line))
    return { kind: 'not-in-every-release', lacking: releasesOf(engine.line) };
  return typeProblem(row.type, value);
}

function knownKeys({ line }: Engine): string[] {
  return AMAZON_KEYS.filter(({ lines }) => lines.includes(line)).flatMap(({ keys }) => keys);
}
