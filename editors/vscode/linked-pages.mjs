import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';

/**
 * The pages of the documentation that the program shows or leads to: those of the diagnostics, and what is
 * linked from them, by their paths in the project.
 *
 * @param {string} root the project's folder
 */
export function pagesOf(root) {
  const folder = 'docs/diagnostics';
  const pages = new Set(readdirSync(join(root, folder)).map((name) => `${folder}/${name}`));
  // A set is walked through to its end, also what is added meanwhile.
  for (const page of pages)
    for (const [, link] of readFileSync(join(root, page), 'utf8').matchAll(/\]\(([^):#]+\.md)/g)) {
      const target = posix.join(posix.dirname(page), link);
      if (target.startsWith('docs/') && existsSync(join(root, target))) pages.add(target);
    }
  return [...pages].sort();
}
