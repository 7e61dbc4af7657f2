import assert from 'node:assert/strict';
import { inFolder } from '../source/temporary.js';
import { followGuide } from './guide.js';

describe('the guide to imports', () => {
  it('shows what its commands write, one after the other', () => {
    inFolder({}, (folder) => {
      assert.equal(followGuide(folder), 6);
    });
  });
});
