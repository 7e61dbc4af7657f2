import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parse } from '../syntax/markers.js';
import { format } from './read.js';

/** `NAME.input.warren` and, formatted, `NAME.warren`. */
const folder = new URL('golden/', import.meta.url);
const names = readdirSync(folder).flatMap((file) => /^(.*)\.input\.warren$/.exec(file)?.[1] ?? []);

describe('the canonical layout', () => {
  for (const name of names)
    it(`of ${name}`, () => {
      const formatted = format(readFileSync(new URL(`${name}.input.warren`, folder), 'utf8'));
      const expected = new URL(`${name}.warren`, folder);
      if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(expected, formatted);
      assert.equal(formatted, readFileSync(expected, 'utf8'));
      assert.equal(format(formatted), formatted);
    });

  it('is shown on policies of which one has mistakes', () => {
    const mistaken = names.filter(
      (name) =>
        parse(readFileSync(new URL(`${name}.warren`, folder), 'utf8')).diagnostics.length > 0,
    );
    assert.deepEqual(mistaken, ['mistakes']);
  });
});
