import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

/**
 * Asserts that a file of the documentation is what is made for it, laid out as the project lays files out;
 * with UPDATE_GOLDEN=1 it is written.
 *
 * @param path from the project's folder
 */
export async function assertGenerated(path: string, text: string): Promise<void> {
  const file = fileURLToPath(new URL(`../../${path}`, import.meta.url));
  const style = await resolveConfig(file);
  const wanted = await format(text, { ...style, filepath: file });
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, wanted);
  }
  const found = existsSync(file) ? readFileSync(file, 'utf8') : '';
  assert.equal(found, wanted, `${path} is not what it is made of: UPDATE_GOLDEN=1 writes it anew`);
}
