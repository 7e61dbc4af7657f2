import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawTold, kept, told } from './pictures.js';
import { drawScreen } from './screen.js';

describe('the pictures of the documentation', () => {
  for (const picture of told)
    it(`${picture.file} shows what the command tells today; else: UPDATE_GOLDEN=1`, async () => {
      const drawn = await drawTold(picture);
      const file = join(kept, picture.file);
      // Those of the terminal need neither an editor nor a browser, as the others of `npm run pictures` do.
      if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, drawn);
      assert.equal(drawn, readFileSync(file, 'utf8'));
    });
});

describe('a picture of a screen', () => {
  it('holds the text, its colours, and no mark-up from it', () => {
    const drawn = drawScreen('\u001b[1;31merror\u001b[0m: a < b & c', 'a title', 40);
    assert.match(drawn, /fill="#ff7b72" font-weight="bold">error<\/text>/);
    assert.match(drawn, />:\u00a0a\u00a0&lt;\u00a0b\u00a0&amp;\u00a0c<\/text>/);
  });

  it('breaks lines as a terminal does', () => {
    const texts = [...drawScreen('abcdefghij\nk', 't', 4).matchAll(/textLength[^>]*>([^<]*)</g)];
    assert.deepEqual(
      texts.map(([, text]) => text),
      ['abcd', 'efgh', 'ij', 'k'],
    );
  });
});
