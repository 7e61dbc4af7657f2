import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import MarkdownIt from 'markdown-it';
import type { Token } from 'markdown-it';
import { packed, root } from './packed.js';

const markdown = new MarkdownIt({ html: true });

/** Where the links and pictures of a page lead, those in HTML too. */
function targetsOf(text: string): readonly string[] {
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
function dead(page: string, text: string, files: readonly string[]): readonly string[] {
  return targetsOf(text).filter((target) => {
    if (/^(?:[a-z]+:|#)/.test(target)) return false;
    const [path = ''] = decodeURI(target).split('#');
    const place = posix.join(posix.dirname(page), path).replace(/\/$/, '');
    return !files.some((file) => file === place || file.startsWith(`${place}/`));
  });
}

describe('the pages that the package ships', () => {
  const files = packed.map(({ path }) => path);

  it('are those of the project, of the documentation and of the examples', () => {
    for (const page of ['README.md', 'docs/language.md', 'examples/web-shop/README.md'])
      assert.ok(targetsOf(readFileSync(`${root}${page}`, 'utf8')).length > 0, page);
  });

  for (const page of files.filter((path) => path.endsWith('.md')))
    it(`lead to what is shipped too: ${page}`, () => {
      assert.deepEqual(dead(page, readFileSync(`${root}${page}`, 'utf8'), files), []);
    });

  it('would be told of by each link that leads nowhere', () => {
    const text =
      '[a](../x.md#y) ![b](p.png) [c]\n\n[c]: z.md\n\n<img src="q.svg"> [d](../README.md) [e](https://w.example) [f](#g) [h](../e)';
    assert.deepEqual(dead('docs/a.md', text, ['README.md', 'e/f', 'docs/a.md']), [
      ...['../x.md#y', 'p.png', 'z.md', 'q.svg'],
    ]);
  });
});
