import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MeetIndex } from '#warren/pattern/meet-index.js';
import { mayMeet } from '#warren/pattern/overlap.js';
import { StartIndex } from '#warren/pattern/start-index.js';
import { pattern, textsUpTo, wide } from './samples.js';

function startIndex(texts: readonly string[]): StartIndex<string> {
  const index = new StartIndex<string>();
  for (const text of texts) index.add(text, text);
  return index;
}

describe('an index by beginnings', () => {
  it('finds what is the same, what is shorter and what is longer', () => {
    const index = startIndex(['', 'a', 'ab', 'abc', 'abd', 'b', 'ab']);
    assert.deepEqual(index.at('ab'), ['ab', 'ab']);
    assert.deepEqual(index.at('x'), []);
    assert.deepEqual([...index.beginnings('abx')], ['', 'a', 'ab', 'ab']);
    assert.deepEqual([...index.continuations('ab')], ['abc', 'abd']);
    assert.deepEqual([...index.continuations('abd')], []);
    assert.deepEqual([...index.continuations('')], ['a', 'ab', 'ab', 'abc', 'abd', 'b']);
  });

  it('finds what is added after a search', () => {
    const index = startIndex(['b']);
    assert.deepEqual([...index.continuations('a')], []);
    index.add('abc', 'late');
    assert.deepEqual([...index.continuations('a')], ['late']);
    assert.deepEqual([...index.beginnings('abcd')], ['late']);
  });

  it('finds exactly what a look at every text would', () => {
    const texts = fc.array(fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 4 }));
    fc.assert(
      fc.property(
        texts,
        fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 4 }),
        (all, text) => {
          const index = startIndex(all);
          const shorter = all.filter((one) => text.startsWith(one));
          const longer = all.filter((one) => one.length > text.length && one.startsWith(text));
          assert.deepEqual([...index.beginnings(text)].sort(), shorter.sort());
          assert.deepEqual([...index.continuations(text)], longer.sort());
        },
      ),
    );
  });
});

describe('an index of patterns', () => {
  const texts = textsUpTo(3, 'ab*');
  const index = new MeetIndex<string>();
  for (const text of texts) index.add(pattern(text), text);

  it('leaves out no pattern that may meet the one that is asked for, and finds each once', () => {
    for (const text of texts) {
      const near = index.near(pattern(text));
      const set = wide(text);
      const missed = texts.filter((other) => mayMeet(set, wide(other)) && !near.includes(other));
      assert.deepEqual(missed, [], text);
      assert.equal(new Set(near).size, near.length, text);
    }
  });

  it('leaves out what begins otherwise', () => {
    assert.deepEqual(index.near(pattern('ab')).includes('b*'), false);
    assert.deepEqual(index.near(pattern('ab')).includes('abb'), false);
    assert.deepEqual(index.near(pattern('a*')).includes('bab'), false);
  });
});
