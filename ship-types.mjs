import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/**
 * Copies the declarations that the entries of the library reach, and no others, into `types` in the same folder.
 *
 * @param {string} dist
 * @param {readonly string[]} entries
 */
export function shipTypes(dist, entries) {
  const reached = new Set(entries.map((entry) => join(dist, entry)));
  // A set is walked through to its end, also what is added meanwhile.
  for (const path of reached) {
    const text = readFileSync(path, 'utf8');
    for (const [, target] of text.matchAll(/(?:\bfrom |\bimport\()['"](\.[^'"]+)\.js['"]/g))
      reached.add(join(dirname(path), `${target}.d.ts`));
    const target = join(dist, 'types', relative(dist, path));
    mkdirSync(dirname(target), { recursive: true });
    cpSync(path, target);
  }
}
