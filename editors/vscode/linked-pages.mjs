import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';

/** A link or a picture of a page: what comes before its target, the path, and what follows. */
const LINK = /(!?\[(?:`[^`]*`|[^\]`])*\]\()(?![a-z]+:|#)([^)\s#]+)(#[^)\s]*)?(?=\))/g;

/** A fenced block, in which nothing is a link. */
const FENCED = /(^```[^]*?^```$)/gm;

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
    for (const [, , path] of readFileSync(join(root, page), 'utf8').matchAll(LINK)) {
      const target = posix.join(posix.dirname(page), path);
      if (/^docs\/.*\.md$/.test(target) && existsSync(join(root, target))) pages.add(target);
    }
  return [...pages].sort();
}

/**
 * The text of a page whose links and pictures lead into the repository where what they name does not come along.
 *
 * @param {string} text
 * @param {string} page its path in the project
 * @param {readonly string[]} pages what comes along
 * @param {string} address of the repository
 */
export function ledOut(text, page, pages, address) {
  return text
    .split(FENCED)
    .map((part) =>
      part.startsWith('```')
        ? part
        : part.replaceAll(LINK, (link, before, path, anchor = '') => {
            const target = posix.join(posix.dirname(page), path).replace(/\/$/, '');
            if (pages.some((one) => one === target || one.startsWith(`${target}/`))) return link;
            const kind = before.startsWith('!') ? 'raw' : 'blob';
            return `${before}${address}/${kind}/HEAD/${target}${anchor}`;
          }),
    )
    .join('');
}
