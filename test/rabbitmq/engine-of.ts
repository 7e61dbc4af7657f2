import assert from 'node:assert/strict';
import type { Engine } from '#warren/rabbitmq/engines.js';
import { parseEngine } from '#warren/rabbitmq/parse-engine.js';

/** The engine that a policy names so, as `rabbitmq 4.2.6`. */
export function engineOf(name: string): Engine {
  const [product = '', version = ''] = name.split(' ');
  const result = parseEngine(product, version);
  assert(result.ok, `${name} is no engine`);
  return result.engine;
}
