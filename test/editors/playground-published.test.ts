import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { serveSite } from '../../site/serve.js';
import { onAddress } from './browser.js';
import { says, wide } from './playground.js';

/** What is published. */
const FOLDER = fileURLToPath(new URL('../../dist-playground', import.meta.url));

describe('the playground as it is published', () => {
  it('works below any path of a web server', async () => {
    const { server, address } = await serveSite(FOLDER, '/tools/warren/');
    try {
      await onAddress(
        `${address}#example=web-shop`,
        wide,
        (page) => says(page, 'No problems'),
        (asked) => asked.startsWith(address),
      );
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  it('says what to do where it was opened as a file, which may check nothing', () => {
    const address = pathToFileURL(FOLDER).href;
    return onAddress(
      `${address}/index.html`,
      wide,
      async (page) => {
        await page.getByText('Open it from a web server').waitFor();
      },
      (asked) => asked.startsWith(address),
    );
  });

  it('is a folder of what it needs, which names no place of the machine that made it', () => {
    const names = readdirSync(FOLDER).sort();
    assert.deepEqual(names, [
      'THIRD-PARTY-NOTICES.txt',
      'icon.svg',
      'index.html',
      'playground.css',
      'playground.js',
      'worker.js',
    ]);
    for (const name of names) {
      const text = readFileSync(join(FOLDER, name), 'utf8');
      assert.equal(text.includes(process.cwd()), false, name);
      assert.doesNotMatch(text, /sourceMappingURL/, name);
    }
  });
});
