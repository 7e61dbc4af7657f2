import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { readPage } from './markdown.js';
import { protocolTables } from './protocols-page.js';

const PATH = 'docs/protocols.md';

/** What stands before the tables in the page. */
const MARK =
  '<!-- The tables are made of src/access/protocols/uses: `UPDATE_GOLDEN=1 npx mocha test/docs/protocols.test.ts` writes them. -->\n';

describe('the page of protocols', () => {
  it('has the tables that the data says', async () => {
    const page = readPage(PATH);
    const at = page.indexOf(MARK);
    assert.ok(at > 0, 'the page has no mark');
    const url = new URL(`../../${PATH}`, import.meta.url);
    const options = await resolveConfig(url);
    const text = `${page.slice(0, at)}${MARK}\n${protocolTables()}`;
    const made = await format(text, { ...options, parser: 'markdown' });
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(url, made);
    assert.equal(readPage(PATH), made);
  });
});
