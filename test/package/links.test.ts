import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dead, targetsOf } from './dead.js';
import { packed, root } from './packed.js';

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
