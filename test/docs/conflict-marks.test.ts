import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A mark of a merge at the start of a line, also as Prettier writes it into Markdown. */
const MARK = /^ *(?:<{7}|(?:> ?){7}|\\?={7})(?:[ \n]|$)/m;

/** The page about these marks, which shows some. */
const ABOUT = 'docs/diagnostics/conflict-mark.md';

describe('the marks of a merge', () => {
  const pages = [
    ...['.', 'docs', 'docs/diagnostics'].flatMap((folder) =>
      readdirSync(`${ROOT}${folder}`).map((name) => (folder === '.' ? name : `${folder}/${name}`)),
    ),
  ].filter((name) => name.endsWith('.md') && name !== ABOUT);

  it('are known, as they are and as they are laid out', () => {
    for (const text of [
      '<<<<<<< HEAD',
      '  <<<<<<< HEAD',
      '>>>>>>> b',
      '> > > > > > > b',
      '  \\=======',
    ])
      assert.match(`a\n${text}\nb`, MARK);
  });

  it('are left in no page', () => {
    assert.ok(pages.length > 100);
    assert.deepEqual(
      pages.filter((name) => MARK.test(readFileSync(`${ROOT}${name}`, 'utf8'))),
      [],
    );
  });
});
