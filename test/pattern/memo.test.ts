import assert from 'node:assert/strict';
import { oncePerObject } from '#warren/pattern/memo.js';

describe('what is worked out once for each object', () => {
  it('is kept, also where it is undefined, and apart for equal objects', () => {
    const made: object[] = [];
    const nameOf = oncePerObject((key: { readonly name: string | undefined }) => {
      made.push(key);
      return key.name;
    });
    const [a, same, none] = [{ name: 'a' }, { name: 'a' }, { name: undefined }];
    const asked = [a, none, a, same, none];
    assert.deepEqual(asked.map(nameOf), ['a', undefined, 'a', 'a', undefined]);
    assert.deepEqual(made, [a, none, same]);
    assert.equal(made[2], same);
  });
});
