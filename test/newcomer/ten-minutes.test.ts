import assert from 'node:assert/strict';
import { whileInFolder } from '../source/temporary.js';
import { walk } from './ten-minutes.js';

describe('the first ten minutes of a newcomer', () => {
  it('lead from an empty folder to who gains what by a change', () =>
    whileInFolder({}, (folder) => {
      const done = walk(folder);
      assert.equal(new Set(done.map(({ what }) => what)).size, done.length);
      assert.ok(done.some(({ typed }) => typed === 'npx warren diff --git HEAD'));
      return Promise.resolve();
    })).timeout(300_000);
});
