import assert from 'node:assert/strict';
import { blocksOf, readPage } from './markdown.js';

const FOLDER = 'examples/clients/';

/** The programs of which the page has to show something. */
const LANGUAGES = ['node', 'python', 'go', 'java'];

/** The blocks that are of no file, as nobody ran them, by their languages; the page says so. */
const SHAPES = ['csharp', 'java'];

/** A text whatever the place and the width that it is laid out for. */
function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

describe('what docs/clients.md shows', () => {
  const blocks = blocksOf(readPage('docs/clients.md'));
  const shown = blocks.filter(({ info: [path = ''] }) => path.startsWith(FOLDER));

  for (const { line, text, info } of shown)
    it(`at line ${line} is the text of its file`, () => {
      const [path = '', ...more] = info;
      assert.deepEqual(more, []);
      assert.ok(text.trim().split('\n').length > 0 && plain(text).length > 40);
      assert.ok(plain(readPage(path)).includes(plain(text)), `${path} has no such text`);
    });

  it('is of every language', () => {
    const folders = shown.map(({ info: [path = ''] }) => path.slice(FOLDER.length).split('/')[0]);
    assert.deepEqual([...new Set(folders)].sort(), [...LANGUAGES].sort());
  });

  it('is a shape only where the page says that it was not run', () => {
    const others = blocks.filter((block) => !shown.includes(block));
    assert.deepEqual(others.map(({ language }) => language).sort(), SHAPES);
    const page = plain(readPage('docs/clients.md'));
    assert.match(page, /AWS SDK for Java 2\.x, is the same call\. It was not run/);
    assert.match(page, /only the shape: it was neither compiled nor run/);
  });
});
