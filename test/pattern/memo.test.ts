import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Memo, oncePerObject } from '#warren/pattern/memo.js';

describe('a memo', () => {
  it('makes a value once, and of more than it holds forgets those that nobody asked for', () => {
    const memo = new Memo<string, number>(4);
    let made = 0;
    const ask = (key: string): number => memo.get(key, () => ++made);
    assert.deepEqual(['a', 'a', 'b', 'a'].map(ask), [1, 1, 2, 1]);
    // `a` is asked for again before the others push it out, `b` is not.
    assert.deepEqual(['c', 'a', 'd', 'e', 'a'].map(ask), [3, 1, 4, 5, 1]);
    assert.equal(memo.known('b'), undefined);
  });

  it('knows the keys asked for last, at least half as many as it holds, and no more than that', () => {
    const keys = fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 60 });
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 8 }), keys, (limit, asked) => {
        // To ask for a key changes what is known, so each is asked of a memo of its own.
        const isKnown = (key: number): boolean => {
          const memo = new Memo<number, number>(limit);
          for (const earlier of asked) memo.get(earlier, () => earlier);
          return memo.known(key) === key;
        };
        const latest = [...new Set(asked.toReversed())];
        assert.ok(latest.slice(0, limit >> 1).every(isKnown));
        assert.ok(latest.filter(isKnown).length <= limit);
      }),
    );
  });
});

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
