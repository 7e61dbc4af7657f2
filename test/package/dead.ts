import { posix } from 'node:path';
import MarkdownIt from 'markdown-it';
import type { Token } from 'markdown-it';

const markdown = new MarkdownIt({ html: true });

/** Where the links and pictures of a page lead, those in HTML too. */
export function targetsOf(text: string): readonly string[] {
  const all = (tokens: readonly Token[]): readonly Token[] =>
    tokens.flatMap((token) => [token, ...all(token.children ?? [])]);
  return all(markdown.parse(text, {})).flatMap((token) => {
    const own = [token.attrGet('href'), token.attrGet('src')].filter((target) => target !== null);
    if (!token.type.startsWith('html_')) return own;
    return [...token.content.matchAll(/(?:href|src|srcset)="([^"\s]+)/g)].map(
      ([, target = '']) => target,
    );
  });
}

/** The links of a page that lead to nothing among some files. */
export function dead(page: string, text: string, files: readonly string[]): readonly string[] {
  return targetsOf(text).filter((target) => {
    if (/^(?:[a-z]+:|#)/.test(target)) return false;
    const [path = ''] = decodeURI(target).split('#');
    const place = posix.join(posix.dirname(page), path).replace(/\/$/, '');
    return !files.some((file) => file === place || file.startsWith(`${place}/`));
  });
}
