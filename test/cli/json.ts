import assert from 'node:assert/strict';

/** Reads a JSON object that has at least the given key; what else it holds is the caller's belief. */
export function readJson<T extends object>(
  text: string,
  hasShape: (value: object) => value is T,
): T {
  const value: unknown = JSON.parse(text);
  assert.ok(typeof value === 'object' && value !== null && hasShape(value), text.slice(0, 200));
  return value;
}
