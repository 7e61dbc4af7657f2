import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inFolder } from '../source/temporary.js';
import { follow, linkedIn } from './follow.js';
import { blocksOf, readPage } from './markdown.js';

const example = fileURLToPath(new URL('../../examples/one-service', import.meta.url));

describe('the pages that begin', () => {
  it('docs/start.md shows what its commands write, one after the other', () => {
    const page = readPage('docs/start.md');
    // Whoever runs this has done the other two.
    assert.match(page, /^npm ci && npm run build\nnpm link\n/m);
    inFolder({}, (folder) => {
      assert.equal(follow(page, folder, linkedIn(join(folder, 'npm'))), 17);
    });
  });

  it('the front page of the site shows a part of an example', () => {
    const policy = readPage('examples/one-service/parcels.warren');
    const [shown] = blocksOf(readPage('site/index.md'));
    assert.equal(shown?.language, 'warren');
    for (const part of shown.text.split(/^ *…$\n/m)) assert.ok(policy.includes(part), part);
  });

  it('the front page of the site shows what its commands write', () => {
    inFolder({}, (folder) => {
      cpSync(example, folder, { recursive: true });
      const ran = follow(readPage('site/index.md'), folder, linkedIn(join(folder, 'npm')));
      assert.ok(ran >= 3);
    });
  });
});
