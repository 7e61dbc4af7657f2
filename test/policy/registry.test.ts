import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { allDefinitions, definitions } from '#warren/diagnostics/registry.js';

describe('the register of diagnostics', () => {
  it('has every code once', () => {
    const codes = allDefinitions.map(({ code }) => code).sort();
    assert.deepEqual(codes, [...definitions.keys()].sort());
  });

  it('has codes in kebab-case', () => {
    const odd = [...definitions.keys()].filter((code) => !/^[a-z0-9]+(-[a-z0-9]+)+$/.test(code));
    assert.deepEqual(odd, []);
  });

  it('leaves no catalog out', async () => {
    const folder = new URL('../../src/diagnostics/catalog/', import.meta.url);
    const missing: unknown[] = [];
    for (const file of readdirSync(folder)) {
      const name = file.replace(/\.ts$/, '');
      const catalog: unknown = await import(`#warren/diagnostics/catalog/${name}.js`);
      missing.push(...codesIn(catalog).filter((code) => !definitions.has(code)));
    }
    assert.deepEqual(missing, []);
  });
});

/** The codes of all definitions in a module, which holds them directly or in a table. */
function codesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('code' in value && typeof value.code === 'string') return [value.code];
  return Object.values(value).flatMap(codesIn);
}
